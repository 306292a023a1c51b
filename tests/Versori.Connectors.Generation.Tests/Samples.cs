using Versori.Connectors.Planning.Measuring;

namespace Versori.Connectors.Generation.Tests;

internal static class Samples
{
    public static string Read(string name)
    {
        using var stream = typeof(Samples).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    public static ConnectorSource Source(string name) => ConnectorSource.OpenApi(Read(name));

    /// <summary>A document in the compact form of the planning sets.</summary>
    public static ConnectorSource Compact(string document, string id) =>
        ConnectorSource.OpenApi(CompactDocument.Expand(document)).WithId(id);

    public static Task<ImportedConnector> Import(string text) =>
        ConnectorGenerator.Create().ImportAsync(ConnectorSource.OpenApi(text));

    /// <summary>Imports a document whose kind is found from its content.</summary>
    public static Task<ImportedConnector> ImportDocument(string text) =>
        ConnectorGenerator.Create().ImportAsync(ConnectorSource.Document(text));

    public static async Task<ConnectorError> Refused(string text, ConnectorGenerationOptions? options = null) =>
        (
            await Assert.ThrowsAsync<ConnectorException>(
                () => ConnectorGenerator.Create(options: options).ImportAsync(ConnectorSource.OpenApi(text)))).Error;

    public static ConnectorEndpoint Endpoint(this ImportedConnector import, string id) =>
        import.Definition.Endpoints.Single(endpoint => endpoint.Id == id);

    /// <summary>A document with one operation, and additions of a test.</summary>
    public static string With(string operation = "", string document = "") => $$"""
        openapi: 3.0.0
        info: { title: T, version: "1" }
        servers: [{ url: "https://t.example" }]
        paths:
          /a:
            get:
              operationId: a
              responses: { "200": { description: OK } }
        {{string.Join('\n', operation.Split('\n').Select(line => "      " + line))}}
        {{document}}
        """;
}
