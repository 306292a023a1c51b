namespace Versori.Connectors.Tests.Catalog.Formats;

/// <summary>A definition with the settings of parameters that were added to format 2 later.</summary>
internal static class ParameterSamples
{
    public static ConnectorDefinition Definition() => new()
    {
        SchemaUrl = "connector-definition.schema.json",
        Id = ConnectorId.Parse("clips"),
        Title = "Clips",
        BaseUrl = "https://api.clips.example",
        Endpoints =
        [
            new()
            {
                Id = "listClips",
                Method = "GET",
                Path = "/clips",
                Parameters =
                [
                    new() { Name = "filters", In = ParameterLocation.Query, ContentType = "application/json" },
                    new()
                    {
                        Name = "client",
                        In = ParameterLocation.Query,
                        Internal = true,
                        Schema = JsonSchema.Parse("""{"type":"string","default":"web"}"""),
                    },
                ],
            },
        ],
    };
}
