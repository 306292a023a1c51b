namespace Versori.Connectors.Generation.Tests;

public sealed class AuthCompletionTests
{
    private const string Silent = """
        openapi: 3.1.0
        info: { title: Desk, version: '1' }
        servers: [{ url: '{server}/v1' }]
        paths: { /tickets: { get: { operationId: listTickets, responses: {} } } }
        """;

    [Fact]
    public async Task Metadata_of_the_protected_resource_complete_a_document_without_auth()
    {
        await using var server = await StartAsync(new()
        {
            ["/.well-known/oauth-protected-resource/v1"] =
                """{"authorization_servers":["{server}/tenant"],"scopes_supported":["read"]}""",
            ["/.well-known/oauth-authorization-server/tenant"] =
                """{"issuer":"{server}/tenant","authorization_endpoint":"{server}/a","token_endpoint":"{server}/t"}""",
        });

        var import = await Import(server, Silent);

        var method = Assert.IsType<OAuth2Auth>(Assert.Single(import.Definition.AuthMethods));
        Assert.Equal(OAuth2Grant.AuthorizationCode, method.Grant);
        Assert.Equal($"{server.Address}/tenant", method.Issuer);
        Assert.Equal(["read"], method.AvailableScopes.Keys);
        Assert.Contains(import.Warnings, warning => warning.Message.Contains("metadata", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Metadata_of_the_authorization_server_complete_a_flow_without_a_token_URL()
    {
        await using var server = await StartAsync(new()
        {
            ["/.well-known/openid-configuration"] =
                """{"issuer":"{server}","authorization_endpoint":"{server}/authorize","token_endpoint":"{server}/t"}""",
        });

        var import = await Import(server, Silent + """

            components:
              securitySchemes:
                main: { type: oauth2, flows: { implicit: { authorizationUrl: '{server}/authorize', scopes: {} } } }
            """);

        Assert.Equal(server.Address, Assert.IsType<OAuth2Auth>(Assert.Single(import.Definition.AuthMethods)).Issuer);
    }

    [Fact]
    public async Task Metadata_of_another_issuer_are_not_used_and_the_plan_asks()
    {
        await using var server = await StartAsync(new()
        {
            ["/.well-known/openid-configuration"] =
                """{"issuer":"https://other.example","token_endpoint":"https://other.example/t"}""",
        });
        var source = ConnectorSource.OpenApi(Silent.Replace("{server}", server.Address, StringComparison.Ordinal));

        var plan = await Generator(server, true).PlanAsync(
            "list tickets", [source], TestContext.Current.CancellationToken);

        var planned = Assert.Single(plan.Connectors);
        Assert.Empty(planned.Definition.AuthMethods);
        Assert.Contains(
            planned.OpenQuestions, question => question.Text.Contains("authenticate", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Nothing_is_requested_unless_the_host_allows_it()
    {
        await using var server = await StartAsync([]);
        var source = ConnectorSource.OpenApi(Silent.Replace("{server}", server.Address, StringComparison.Ordinal));

        await Generator(server, false).ImportAsync(source, TestContext.Current.CancellationToken);
        await Generator(server, true)
            .ImportAsync(source.WithAuth(new NoAuth()), TestContext.Current.CancellationToken);

        Assert.Equal(0, server.Requests);
    }

    private static Task<DocumentServer> StartAsync(Dictionary<string, string> documents) =>
        DocumentServer.StartAsync(documents);

    private static Task<ImportedConnector> Import(DocumentServer server, string text) => Generator(server, true)
        .ImportAsync(
            ConnectorSource.OpenApi(text.Replace("{server}", server.Address, StringComparison.Ordinal)),
            TestContext.Current.CancellationToken);

    private static IConnectorGenerator Generator(DocumentServer server, bool discovers) => ConnectorGenerator.Create(
        options: new()
        {
            DiscoverAuthentication = discovers,
            ExternalUrls = new() { TrustedOrigins = [server.Address] },
        });
}
