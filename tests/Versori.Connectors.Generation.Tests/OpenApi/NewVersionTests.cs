namespace Versori.Connectors.Generation.Tests;

public sealed class NewVersionTests
{
    [Fact]
    public async Task A_document_of_3_2_is_read_without_a_warning_about_its_version()
    {
        var import = await Import("""
            paths:
              /orders:
                query: { operationId: findOrders, summary: Find, responses: {} }
                additionalOperations: { LINK: { operationId: linkOrders, responses: {} } }
            """);

        Assert.Equal(
            ["QUERY", "LINK"], import.Definition.Endpoints.Select(endpoint => endpoint.Method));
        Assert.DoesNotContain(import.Warnings, warning => warning.Location == "/openapi");
    }

    [Fact]
    public async Task A_tag_brings_the_groups_that_contain_it()
    {
        var import = await Import("""
            tags:
              - { name: refunds, parent: payments }
              - { name: payments, parent: money, kind: nav }
              - { name: money, parent: refunds }
            paths: { /refunds: { get: { operationId: list, tags: [refunds], responses: {} } } }
            """);

        Assert.Equal(["refunds", "payments", "money"], Assert.Single(import.Definition.Endpoints).Tags);
    }

    [Fact]
    public async Task A_device_flow_becomes_the_grant_for_devices()
    {
        var import = await Import("""
            components:
              securitySchemes:
                main:
                  type: oauth2
                  flows:
                    deviceAuthorization:
                      deviceAuthorizationUrl: https://id.example/device
                      tokenUrl: https://id.example/token
                      scopes: { read: Read }
            paths: { /a: { get: { operationId: a, responses: {} } } }
            """);

        var method = Assert.IsType<OAuth2Auth>(Assert.Single(import.Definition.AuthMethods));
        Assert.Equal(OAuth2Grant.DeviceCode, method.Grant);
        Assert.Equal("https://id.example/device", method.DeviceAuthorizationUrl);
        Assert.Equal("https://id.example/token", method.TokenUrl);
    }

    [Theory]
    [InlineData("https://id.example/.well-known/oauth-authorization-server/tenant", "https://id.example/tenant")]
    [InlineData("https://id.example/.well-known/oauth-authorization-server", "https://id.example")]
    [InlineData("https://id.example/tenant/.well-known/openid-configuration", "https://id.example/tenant")]
    public async Task The_metadata_of_the_authorization_server_completes_a_scheme(string url, string issuer)
    {
        var import = await Import($$"""
            components:
              securitySchemes:
                main: { type: oauth2, oauth2MetadataUrl: '{{url}}', flows: { clientCredentials: { scopes: {} } } }
            paths: { /a: { get: { operationId: a, responses: {} } } }
            """);

        var method = Assert.IsType<OAuth2Auth>(Assert.Single(import.Definition.AuthMethods));
        Assert.Equal(OAuth2Grant.ClientCredentials, method.Grant);
        Assert.Equal(issuer, method.Issuer);
        Assert.DoesNotContain(
            import.Warnings, warning => warning.Message.Contains("tokenUrl", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_media_type_can_be_a_reference_to_a_component()
    {
        var import = await Import("""
            components:
              mediaTypes: { Lines: { itemSchema: { type: object, properties: { id: { type: integer } } } } }
            paths:
              /lines:
                get:
                  operationId: lines
                  responses:
                    '200': { content: { application/jsonl: { $ref: '#/components/mediaTypes/Lines' } } }
            """);

        var response = Assert.Single(Assert.Single(import.Definition.Endpoints).Responses);
        Assert.Equal("application/jsonl", response.ContentType);
        Assert.Contains("\"id\"", response.ItemSchema!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_summary_stands_for_a_description_that_is_missing()
    {
        var import = await Samples.Import("""
            openapi: 3.2.0
            info: { title: Shop, version: '1', summary: Sells things. }
            servers: [{ url: 'https://shop.example' }]
            paths: { /a: { get: { operationId: a, responses: { '200': { summary: The thing } } } } }
            """);

        Assert.Equal("Sells things.", import.Definition.Description);
        Assert.Equal("The thing", Assert.Single(Assert.Single(import.Definition.Endpoints).Responses).Description);
    }

    private static Task<ImportedConnector> Import(string rest) => Samples.Import($$"""
        openapi: 3.2.0
        info: { title: Shop, version: '1' }
        servers: [{ url: 'https://shop.example' }]
        {{rest}}
        """);
}
