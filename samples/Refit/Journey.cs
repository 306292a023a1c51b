using Refit;
using Versori.Connectors;
using Versori.Connectors.Generation;

namespace RefitSample;

/// <summary>A definition, its export, and a Refit interface over a connection.</summary>
internal static class Journey
{
    public static async Task<int> RunAsync()
    {
        await using var server = await NotesServer.StartAsync();
        var services = new ServiceCollection();
        services.AddVersoriConnectors();

        // A Refit interface over the connection of the integration's template.
        services.AddRefitGeneratedClient<INotesApi>().AddVersoriConnection("journal", "notes");
        await using var host = services.BuildServiceProvider();

        // A definition by hand. One from a document or a plan is exported in the same way.
        var definition = new ConnectorDefinition
        {
            Id = ConnectorId.Parse("notes"),
            Title = "Notes",
            BaseUrl = server.Address,
            AuthMethods = [ApiKeyAuth.Create(CredentialLocation.Header, "X-Key")],
            Endpoints =
            [
                new()
                {
                    Id = "list",
                    Method = "GET",
                    Path = "/folders/{folder}/notes",
                    Parameters =
                    [
                        new() { Name = "folder", In = ParameterLocation.Path, Required = true },
                        new() { Name = "max_count", In = ParameterLocation.Query },
                    ],
                },
                new()
                {
                    Id = "add",
                    Method = "POST",
                    Path = "/folders/{folder}/notes",
                    Parameters = [new() { Name = "folder", In = ParameterLocation.Path, Required = true }],
                    RequestBody = new() { Schema = JsonSchema.Parse("""{"$ref":"#/schemas/Note"}""") },
                },
            ],
            Schemas = new Dictionary<string, JsonSchema>
            {
                ["Note"] = JsonSchema.Parse(
                    """{"type":"object","properties":{"text":{"type":"string"}},"required":["text"]}"""),
            },
        };
        var catalog = host.GetRequiredService<IConnectorCatalog>();
        await catalog.PublishAsync(definition);
        var template = await catalog.LinkAsync(new() { Id = new("journal", "notes"), ConnectorId = definition.Id });
        await host.GetRequiredService<IConnections>()
            .ConnectAsync(definition.Id, "acme", Credential.ApiKey(NotesServer.Key));

        // What a person, or a generator of Refit interfaces, reads.
        var export = await catalog.ExportOpenApiAsync(template.Id);
        var lines = export.ToJson().Split('\n').Length;
        Console.WriteLine($"The export has {lines} lines and {export.Warnings.Count} warnings.");

        var notes = host.GetRequiredService<INotesApi>();
        await notes.AddAsync("work & home", new("Water the plants"));
        var found = await notes.ListAsync("work & home", maximum: 5);
        Console.WriteLine($"Note {found[0].Id}: {found[0].Text}.");
        return found is [{ Id: 1 }] ? 0 : 1;
    }
}
