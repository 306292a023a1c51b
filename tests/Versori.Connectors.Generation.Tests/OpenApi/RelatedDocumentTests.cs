namespace Versori.Connectors.Generation.Tests;

public sealed class RelatedDocumentTests
{
    private const string Main = """
        openapi: 3.1.0
        info: { title: Pets, version: '1' }
        servers: [{ url: 'https://pets.example' }]
        paths:
          /pets: { $ref: 'paths/pets.yaml' }
        """;

    private const string Paths = """
        get:
          operationId: listPets
          parameters: [{ $ref: '../shared.yaml#/parameters/Limit' }]
          responses: { '200': { content: { application/json: { schema: { $ref: '../shared.yaml#/schemas/Pets' } } } } }
        """;

    private const string Shared = """
        parameters: { Limit: { name: limit, in: query, schema: { type: integer } } }
        schemas:
          Pets: { type: array, items: { $ref: '#/schemas/Pet' } }
          Pet: { type: object, properties: { name: { type: string }, mother: { $ref: '#/schemas/Pet' } } }
        """;

    [Fact]
    public async Task References_lead_through_documents_that_the_host_gives()
    {
        var source = ConnectorSource.OpenApi(Main)
            .WithRelated("paths/pets.yaml", Paths)
            .WithRelated("shared.yaml", Shared);

        var import = await ConnectorGenerator.Create().ImportAsync(source, TestContext.Current.CancellationToken);

        var endpoint = Assert.Single(import.Definition.Endpoints);
        Assert.Equal("listPets", endpoint.Id);
        Assert.Equal("limit", Assert.Single(endpoint.Parameters).Name);
        Assert.Equal(2, import.Definition.Schemas.Count);
        Assert.DoesNotContain(import.Warnings, warning => warning.Location != "");
    }

    [Fact]
    public async Task A_document_that_is_not_given_is_a_warning_with_the_place_of_its_reference()
    {
        var source = ConnectorSource.OpenApi(Main).WithRelated("paths/pets.yaml", Paths);

        var import = await ConnectorGenerator.Create().ImportAsync(source, TestContext.Current.CancellationToken);

        Assert.Contains(
            import.Warnings,
            warning => warning.Location == "/related/pets.yaml/get/parameters/0"
                && warning.Message.Contains("shared.yaml", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_document_that_cannot_be_read_is_a_warning_and_the_rest_is_imported()
    {
        var source = ConnectorSource.OpenApi(Main)
            .WithRelated("paths/pets.yaml", Paths)
            .WithRelated("shared.yaml", "{ \"a\": ");

        var import = await ConnectorGenerator.Create().ImportAsync(source, TestContext.Current.CancellationToken);

        Assert.Single(import.Definition.Endpoints);
        Assert.Contains(
            import.Warnings,
            warning => warning.Message.StartsWith("The document 'shared.yaml' was not read.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task References_to_the_documents_own_URL_stay_within_it()
    {
        var import = await Samples.Import("""
            openapi: 3.2.0
            $self: https://descriptions.example/shop/openapi
            info: { title: Shop, version: '1' }
            servers: [{ url: 'https://shop.example' }]
            components: { schemas: { Item: { type: object, properties: { sku: { type: string } } } } }
            paths:
              /items:
                get:
                  operationId: items
                  responses:
                    '200':
                      content:
                        application/json:
                          schema: { $ref: 'https://descriptions.example/shop/openapi#/components/schemas/Item' }
            """);

        Assert.Equal(["Item"], import.Definition.Schemas.Keys);
    }

    [Fact]
    public async Task Documents_are_fetched_only_where_the_host_allows_it_and_within_its_number()
    {
        await using var server = await DocumentServer.StartAsync(new Dictionary<string, string>
        {
            ["/api/openapi.yaml"] = Main,
            ["/api/paths/pets.yaml"] = Paths,
            ["/api/shared.yaml"] = Shared,
        });
        var source = ConnectorSource.OpenApi(new Uri(server.Url, "/api/openapi.yaml"));

        var none = await Assert.ThrowsAsync<ConnectorException>(() => Import(server, source, maximum: 0));
        var one = await Import(server, source, maximum: 1);
        var all = await Import(server, source, maximum: 2);

        Assert.Equal("/paths", none.Error.Location);
        Assert.Empty(Assert.Single(one.Definition.Endpoints).Parameters);
        Assert.Equal("limit", Assert.Single(Assert.Single(all.Definition.Endpoints).Parameters).Name);
        Assert.Equal(2, all.Definition.Schemas.Count);
    }

    [Fact]
    public async Task A_reference_to_an_address_that_the_policy_refuses_is_not_requested()
    {
        await using var server = await DocumentServer.StartAsync(
            new Dictionary<string, string> { ["/shared.yaml"] = Shared });
        var reference = new Uri(server.Url, "/shared.yaml#/parameters/Limit");
        var source = ConnectorSource.OpenApi($$"""
            openapi: 3.1.0
            info: { title: Pets, version: '1' }
            servers: [{ url: 'https://pets.example' }]
            paths: { /pets: { get: { operationId: a, parameters: [{ $ref: '{{reference}}' }], responses: {} } } }
            """);

        var import = await ConnectorGenerator
            .Create(options: new() { MaximumRelatedDocuments = 5 })
            .ImportAsync(source, TestContext.Current.CancellationToken);

        Assert.Equal(0, server.Requests);
        Assert.Contains(
            import.Warnings, warning => warning.Code is ConnectorErrorCode.InsecureTransport
                or ConnectorErrorCode.OriginNotAllowed);
    }

    private static Task<ImportedConnector> Import(DocumentServer server, ConnectorSource source, int maximum) =>
        ConnectorGenerator
            .Create(options: new()
            {
                MaximumRelatedDocuments = maximum,
                ExternalUrls = new() { TrustedOrigins = [server.Address] },
            })
            .ImportAsync(source, TestContext.Current.CancellationToken);
}
