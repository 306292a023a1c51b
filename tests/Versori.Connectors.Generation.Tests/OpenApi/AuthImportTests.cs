namespace Versori.Connectors.Generation.Tests;

public class AuthImportTests
{
    [Fact]
    public async Task Security_schemes_become_auth_methods_with_one_for_each_flow()
    {
        var import = await Samples.Import(Samples.Read("tracker.yaml"));

        Assert.Equal(
            ["token", "key", "digest", "oauth-authorizationCode", "oauth-clientCredentials", "oauth-password"],
            import.Definition.AuthMethods.Select(method => method.Id));
        Assert.Equal("A personal token.", import.Definition.AuthMethods.OfType<BearerAuth>().Single().Description);
        Assert.Single(import.Definition.AuthMethods.OfType<DigestAuth>());
        var code = import.Definition.AuthMethods.OfType<OAuth2Auth>().First();
        Assert.Equal(
            (OAuth2Grant.AuthorizationCode, "https://tracker.example/oauth/refresh"), (code.Grant, code.RefreshUrl));
        Assert.Equal(3, code.AvailableScopes.Count);
        Assert.Empty(code.Scopes);
        Assert.Equal(
            "https://{region}.tracker.example/oauth/token",
            import.Definition.AuthMethods.OfType<OAuth2Auth>()
                .Single(method => method.Grant == OAuth2Grant.ClientCredentials).TokenUrl);
        Assert.Contains(import.Warnings, warning => warning.Location == "/components/securitySchemes/sso");
        Assert.Contains(
            import.Warnings, warning => warning.Location == "/components/securitySchemes/oauth/flows/password");
    }

    [Fact]
    public async Task Requirements_become_alternatives()
    {
        var import = await Samples.Import(Samples.Read("tracker.yaml"));

        Assert.Equal(
            ["oauth-authorizationCode", "oauth-clientCredentials", "oauth-password", "token"],
            import.Definition.AuthAlternatives.Select(alternative => alternative.Methods.Single()));
        Assert.Null(import.Endpoint("issues/get").AuthAlternatives);
        Assert.Empty(import.Endpoint("repos/get").AuthAlternatives!);
        Assert.Empty(import.Endpoint("users/get-authenticated").AuthAlternatives!.Single().Methods);
        Assert.Equal(["issues:write"], import.Endpoint("issues/create").AuthAlternatives![0].Scopes);
    }

    [Fact]
    public async Task An_unmappable_alternative_is_dropped_and_never_means_no_authentication()
    {
        var import = await Samples.Import(Samples.With(operation: "security: [{ unknown: [] }]"));

        Assert.Null(import.Endpoint("a").AuthAlternatives);
        Assert.Contains(import.Warnings, warning => warning.Location == "/paths/~1a/get/security/0");
    }

    [Fact]
    public async Task An_implicit_flow_becomes_a_code_flow_without_a_token_url()
    {
        var import = await Samples.Import(Samples.With(document: """
            components:
              securitySchemes:
                o: { type: oauth2, flows: { implicit: { authorizationUrl: "https://t.example/auth", scopes: {} } } }
            """));

        var method = Assert.IsType<OAuth2Auth>(Assert.Single(import.Definition.AuthMethods));
        Assert.Equal(("o", OAuth2Grant.AuthorizationCode, null), (method.Id, method.Grant, method.TokenUrl));
        Assert.Contains(import.Warnings, warning => warning.Location == "/components/securitySchemes/o/flows/implicit");
    }

    [Fact]
    public async Task The_password_flow_is_imported_with_a_warning()
    {
        var method = (await Samples.Import(Samples.Read("tracker.yaml"))).Definition.AuthMethods.OfType<OAuth2Auth>()
            .Last();

        Assert.Equal(
            ("oauth-password", OAuth2Grant.Password, "https://tracker.example/oauth/token"),
            (method.Id, method.Grant, method.TokenUrl));
    }

    [Fact]
    public async Task An_open_id_connect_scheme_becomes_a_code_flow_with_discovery()
    {
        var source = ConnectorSource.OpenApi(Samples.With(
            operation: "security: [{ o: [orders] }]",
            document: """
                components:
                  securitySchemes:
                    o:
                      type: openIdConnect
                      openIdConnectUrl: "https://{tenant}.login.example/v2/.well-known/openid-configuration"
                """));

        var import = await ConnectorGenerator.Create().ImportAsync(source);
        var planned = (await ConnectorGenerator.Create().PlanAsync("a", [source.WithTitle("Orders")])).Connectors[0];

        var method = Assert.IsType<OAuth2Auth>(Assert.Single(import.Definition.AuthMethods));
        Assert.Equal(
            ("o", OAuth2Grant.AuthorizationCode, "https://{tenant}.login.example/v2", null),
            (method.Id, method.Grant, method.Issuer, method.TokenUrl));
        Assert.Equal(["orders"], Assert.Single(import.Endpoint("a").AuthAlternatives!).Scopes);
        Assert.Equal("tenant", Assert.Single(planned.Definition.Inputs).Name);
        Assert.DoesNotContain(
            planned.OpenQuestions, question => question.Text.Contains("token URL", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Mutual_tls_becomes_a_client_certificate_alone_and_with_another_scheme()
    {
        var import = await Samples.Import(Samples.With(
            operation: "security: [{ cert: [], token: [] }]",
            document: """
                components:
                  securitySchemes:
                    cert: { type: mutualTLS, description: "Ask the bank for one." }
                    token: { type: http, scheme: bearer }
                """));

        Assert.Equal(
            "Ask the bank for one.",
            Assert.Single(import.Definition.AuthMethods.OfType<ClientCertificateAuth>()).Description);
        Assert.Equal(["cert", "token"], Assert.Single(import.Endpoint("a").AuthAlternatives!).Methods);
        Assert.Empty(import.Warnings);
    }

    [Fact]
    public async Task The_host_supplies_auth_methods_that_the_document_lacks()
    {
        var generator = ConnectorGenerator.Create();
        var silent = await generator.ImportAsync(Samples.Source("drive.yaml"));
        var told = await generator.ImportAsync(Samples.Source("drive.yaml").WithAuth(new BearerAuth()));

        Assert.Contains(silent.Warnings, warning => warning.Message.Contains("WithAuth", StringComparison.Ordinal));
        Assert.Equal([new BearerAuth()], told.Definition.AuthMethods);
        Assert.DoesNotContain(told.Warnings, warning => warning.Message.Contains("WithAuth", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Auth_methods_of_the_host_keep_the_requirements_that_refer_to_them()
    {
        var import = await ConnectorGenerator.Create()
            .ImportAsync(Samples.Source("tracker.yaml").WithAuth(new BearerAuth { Id = "token" }));

        Assert.Equal(["token"], import.Definition.AuthAlternatives.Select(alternative => alternative.Methods.Single()));
        Assert.Null(import.Endpoint("issues/create").AuthAlternatives);
        Assert.Empty(import.Endpoint("repos/get").AuthAlternatives!);
    }
}
