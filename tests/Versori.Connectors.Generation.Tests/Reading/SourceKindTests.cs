namespace Versori.Connectors.Generation.Tests;

public sealed class SourceKindTests
{
    private const string Json = """
        {
          "openapi": "3.1.0",
          "info": { "title": "Zephyr Desk", "version": "1" },
          "servers": [{ "url": "https://api.zephyr.example" }],
          "paths": { "/tickets": { "get": { "operationId": "listTickets", "responses": {} } } }
        }
        """;

    private const string Yaml = """
        openapi: 3.1.0
        info: { title: Zephyr Desk, version: '1' }
        servers: [{ url: 'https://api.zephyr.example' }]
        paths: { /tickets: { get: { operationId: listTickets, responses: {} } } }
        """;

    private readonly IConnectorGenerator _generator = ConnectorGenerator.Create();

    [Theory]
    [InlineData(Json)]
    [InlineData(Yaml)]
    public async Task An_OpenAPI_document_is_recognised_by_its_content(string text)
    {
        var imported = await _generator.ImportAsync(
            ConnectorSource.Document(text), TestContext.Current.CancellationToken);

        Assert.Equal("listTickets", Assert.Single(imported.Definition.Endpoints).Id);
    }

    [Theory]
    [InlineData("""{ "name": "package", "version": "1.0.0" }""")]
    [InlineData("<!DOCTYPE html><html><body>API</body></html>")]
    [InlineData("name: package")]
    public async Task A_document_of_an_unknown_kind_is_refused_with_the_kinds_that_can_be_read(string text)
    {
        var exception = await Assert.ThrowsAsync<ConnectorException>(() => _generator.ImportAsync(
            ConnectorSource.Document(text), TestContext.Current.CancellationToken));

        Assert.Equal(ConnectorErrorCode.InvalidDocument, exception.Error.Code);
        Assert.Contains("an OpenAPI document", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Broken_JSON_is_refused_with_its_place()
    {
        var exception = await Assert.ThrowsAsync<ConnectorException>(() => _generator.ImportAsync(
            ConnectorSource.Document("""{ "openapi": "3.1.0", "paths": { "/a": """),
            TestContext.Current.CancellationToken));

        Assert.Equal("/paths/~1a", exception.Error.Location);
        Assert.Equal(1, exception.Error.Line);
    }
}
