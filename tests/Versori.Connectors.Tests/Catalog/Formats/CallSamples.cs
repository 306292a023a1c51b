namespace Versori.Connectors.Tests.Catalog.Formats;

/// <summary>A definition with several media types, encodings and rules of responses.</summary>
internal static class CallSamples
{
    public static ConnectorDefinition Definition() => new()
    {
        Id = ConnectorId.Parse("albums"),
        Title = "Albums",
        BaseUrl = "https://api.albums.example",
        ResponseRules =
        [
            .. EnumValues.First<ResponseOutcome>(6).Select(outcome => new ResponseRule
            {
                Status = "2XX",
                Pointer = "/ok",
                Values = ["false"],
                ExceptValues = ["0"],
                Outcome = outcome,
                MessagePointer = "/error",
            }),
        ],
        Endpoints =
        [
            new()
            {
                Id = "addPhoto",
                Method = "POST",
                Path = "/photos",
                ResponseRules = [new() { Outcome = ResponseOutcome.Failed, Status = "204" }],
                Parameters =
                [
                    new() { Name = "query", In = ParameterLocation.QueryString, AllowEmptyValue = true },
                    new()
                    {
                        Name = "session",
                        In = ParameterLocation.Cookie,
                        Style = ParameterStyle.Cookie,
                        Example = JsonFragment.Parse("\"a\""),
                    },
                ],
                RequestBody = new()
                {
                    ContentType = "multipart/form-data",
                    ItemSchema = JsonSchema.Parse("{}"),
                    Encoding = new Dictionary<string, FieldEncoding>
                    {
                        ["photo"] = new() { ContentType = "image/png" },
                        ["tags"] = new() { Style = ParameterStyle.Form, Explode = false, AllowReserved = true },
                    },
                    Example = JsonFragment.Parse("""{"tags":null}"""),
                    Alternatives = [Content("application/json")],
                },
                Responses =
                [
                    new()
                    {
                        Status = "200",
                        ContentType = "application/json",
                        ItemSchema = JsonSchema.Parse("{}"),
                        Example = JsonFragment.Parse("[]"),
                        Alternatives = [Content("application/xml")],
                    },
                ],
            },
            new()
            {
                Id = "album",
                Method = "POST",
                Path = "/graphql",
                GraphQL = new()
                {
                    Document = "query Album($id: ID!) { album(id: $id) { title } }",
                    OperationName = "Album",
                    Result = "/data/album",
                },
            },
            .. EnumValues.First<SoapVersion>(2).Select((version, index) => new ConnectorEndpoint
            {
                Id = $"soap{index}",
                Method = "POST",
                Path = "/soap",
                RequestBody = new()
                {
                    ContentType = "text/xml",
                    Schema = JsonSchema.Parse("""{"type":"object","properties":{"session":{},"id":{}}}"""),
                },
                Soap = new()
                {
                    Version = version,
                    Action = "urn:albums/Get",
                    Element = "Get",
                    Namespace = "urn:albums",
                    QualifiesFields = false,
                    FaultMessage = "Text",
                    HeaderParts =
                    [
                        new() { Field = "session", Element = "Session", Namespace = "urn:s", MustUnderstand = true },
                    ],
                },
            }),
        ],
    };

    private static EndpointContent Content(string contentType) => new()
    {
        ContentType = contentType,
        Schema = JsonSchema.Parse("""{"type":"object"}"""),
        ItemSchema = JsonSchema.Parse("true"),
        Encoding = new Dictionary<string, FieldEncoding> { ["a"] = new() { ContentType = "text/plain" } },
        Example = JsonFragment.Parse("1"),
    };
}
