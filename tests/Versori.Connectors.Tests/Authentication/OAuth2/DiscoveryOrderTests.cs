using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;
using Versori.Connectors.Tests.Engine;

namespace Versori.Connectors.Tests.Authentication.OAuth2;

/// <summary>The order of the MCP authorization specifications 2025-11-25 and 2026-07-28.</summary>
public sealed class DiscoveryOrderTests : IAsyncLifetime
{
    private const string Callback = "https://host.example/callback";

    private readonly Dictionary<string, (int Status, string Body)> _documents = new(StringComparer.Ordinal);
    private EngineFixture _engine = null!;
    private LoopbackServer _server = null!;
    private string? _challenge;
    private Func<RecordedRequest, (int Status, string Body)>? _register;

    private string Base => _server.BaseAddress.GetLeftPart(UriPartial.Authority);

    private ISignIns SignIns => _engine.Services.GetRequiredService<ISignIns>();

    private IEnumerable<string> Paths => _server.Requests.Select(request => request.Path);

    public async ValueTask InitializeAsync()
    {
        _engine = await EngineFixture.StartAsync();
        _server = await LoopbackServer.StartAsync(RespondAsync);
        Serve("/.well-known/oauth-protected-resource/mcp", Resource("/as"));
        Serve("/.well-known/oauth-authorization-server/as", Server("/as"));
        Serve("/token", """{"access_token":"granted","refresh_token":"again","expires_in":60}""");
        Serve("/par", """{"request_uri":"urn:x","expires_in":60}""", 201);
        Serve("/mcp/me", "{}");
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        await _engine.DisposeAsync();
    }

    [Fact]
    public async Task Metadata_named_by_the_challenge_take_precedence_over_well_known_metadata()
    {
        _challenge = $"Bearer realm=\"x\", resource_metadata=\"{Base}/elsewhere\", scope=\"files:read\"";
        Serve("/elsewhere", Resource("/as"));

        var url = await BeginAsync();

        Assert.Equal("files:read", QueryHelpers.ParseQuery(url.Query)["scope"]);
        Assert.Contains("/elsewhere", Paths);
        Assert.DoesNotContain("/.well-known/oauth-protected-resource/mcp", Paths);
    }

    [Fact]
    public async Task Root_metadata_are_read_if_the_path_has_none()
    {
        _challenge = "Bearer realm=\"x\"";
        _documents.Remove("/.well-known/oauth-protected-resource/mcp");
        Serve("/.well-known/oauth-protected-resource", Resource("/as"));

        await BeginAsync();

        Assert.Equal(
            ["/mcp", "/.well-known/oauth-protected-resource/mcp", "/.well-known/oauth-protected-resource"],
            Paths.Take(3));
    }

    [Fact]
    public async Task Root_metadata_must_describe_the_resource()
    {
        _documents.Remove("/.well-known/oauth-protected-resource/mcp");
        Serve(
            "/.well-known/oauth-protected-resource",
            $$"""{"resource":"{{Base}}/other","authorization_servers":["{{Base}}/as"]}""");

        var exception = await Assert.ThrowsAsync<ConnectorException>(() => BeginAsync());

        Assert.Equal((ConnectorErrorCode.InvalidResponse, "/resource"), (exception.Code, exception.Error.Location));
    }

    [Theory]
    [InlineData("/.well-known/openid-configuration/as")]
    [InlineData("/as/.well-known/openid-configuration")]
    public async Task Authorization_server_metadata_are_found_at_every_well_known_url(string path)
    {
        _documents.Remove("/.well-known/oauth-authorization-server/as");
        Serve(path, Server("/as"));

        Assert.StartsWith($"{Base}/authorize", (await BeginAsync()).AbsoluteUri, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failing_well_known_url_does_not_prevent_trying_the_next()
    {
        Serve("/.well-known/oauth-authorization-server/as", "", 500);
        Serve("/.well-known/openid-configuration/as", Server("/as"));

        await BeginAsync();
    }

    [Theory]
    [InlineData("")]
    [InlineData("/")]
    public async Task A_resource_without_metadata_is_its_own_authorization_server(string slash)
    {
        _documents.Clear();
        Serve("/.well-known/oauth-authorization-server", Server(slash));

        Assert.StartsWith($"{Base}/authorize", (await BeginAsync()).AbsoluteUri, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Metadata_of_another_issuer_are_refused_for_a_resource_without_metadata()
    {
        _documents.Clear();
        Serve("/.well-known/oauth-authorization-server", Server("/as"));

        var exception = await Assert.ThrowsAsync<ConnectorException>(() => BeginAsync());

        Assert.Equal((ConnectorErrorCode.InvalidResponse, "/issuer"), (exception.Code, exception.Error.Location));
    }

    [Fact]
    public async Task A_server_without_the_code_challenge_method_is_refused()
    {
        Serve(
            "/.well-known/oauth-authorization-server/as",
            Server("/as", pkce: "[\"plain\"]"));

        var exception = await Assert.ThrowsAsync<ConnectorException>(() => BeginAsync());

        Assert.Equal("/code_challenge_methods_supported", exception.Error.Location);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("null")]
    public async Task A_server_that_does_not_state_its_code_challenge_methods_is_refused(string pkce)
    {
        Serve("/.well-known/oauth-authorization-server/as", Server("/as", pkce: pkce));

        var exception = await Assert.ThrowsAsync<ConnectorException>(() => BeginAsync());

        Assert.Equal(
            (ConnectorErrorCode.InvalidResponse, "/code_challenge_methods_supported"),
            (exception.Code, exception.Error.Location));
        Assert.Contains("AssumePkce", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_resource_that_is_its_own_server_states_its_code_challenge_methods_too()
    {
        _documents.Clear();
        Serve("/.well-known/oauth-authorization-server", Server("", pkce: "[]"));

        var exception = await Assert.ThrowsAsync<ConnectorException>(() => BeginAsync());

        Assert.Equal("/code_challenge_methods_supported", exception.Error.Location);
    }

    [Fact]
    public async Task A_definition_can_state_that_the_server_supports_pkce()
    {
        Serve("/.well-known/oauth-authorization-server/as", Server("/as", pkce: "[]"));

        var assumed = await BeginAsync(method: Method() with { AssumePkce = true });
        var named = await BeginAsync(method: Method() with { Issuer = $"{Base}/as" });

        Assert.Equal("S256", QueryHelpers.ParseQuery(assumed.Query)["code_challenge_method"]);
        Assert.Equal("S256", QueryHelpers.ParseQuery(named.Query)["code_challenge_method"]);
    }

    [Fact]
    public async Task An_existing_client_takes_precedence()
    {
        ServeRegistration("\"client_id_metadata_document_supported\":true");

        var url = await BeginAsync(
            Credential.OAuth2ClientCredentials("existing", "secret"), Method() with { ClientMetadataUrl = ClientUrl });

        Assert.Equal("existing", QueryHelpers.ParseQuery(url.Query)["client_id"]);
        Assert.DoesNotContain("/register", Paths);
    }

    [Fact]
    public async Task Client_metadata_of_the_host_take_precedence_over_registration()
    {
        ServeRegistration("\"client_id_metadata_document_supported\":true");
        await PublishAsync(Method() with { ClientMetadataUrl = ClientUrl });
        var authorization = await SignIns.BeginAsync(Request());

        var connection = await CompleteAsync(authorization);

        Assert.Equal(ClientUrl, QueryHelpers.ParseQuery(authorization.Url.Query)["client_id"]);
        var token = _server.Requests.Single(request => request.Path == "/token");
        Assert.Equal(ClientUrl, token.Parameters["client_id"]);
        Assert.False(token.Headers.ContainsKey("Authorization"));
        Assert.DoesNotContain("/register", Paths);
        var maintenance = _engine.Services.GetRequiredService<IConnectionMaintenance>();
        Assert.Empty(await maintenance.ListDriftAsync(connection.ConnectorId).ToArrayAsync());
    }

    [Fact]
    public async Task A_client_is_registered_if_the_server_does_not_support_client_metadata_documents()
    {
        ServeRegistration();

        var url = await BeginAsync(method: Method() with { ClientMetadataUrl = ClientUrl });

        Assert.Equal("registered", QueryHelpers.ParseQuery(url.Query)["client_id"]);
    }

    [Fact]
    public async Task Without_a_client_the_error_names_the_missing_field()
    {
        await PublishAsync(Method());

        var exception = await Assert.ThrowsAsync<ConnectorException>(() => SignIns.BeginAsync(Request()));

        Assert.Equal((ConnectorErrorCode.InvalidCredential, "clientId"), (exception.Code, exception.Error.Location));
    }

    [Theory]
    [InlineData("\"none\"", "none")]
    [InlineData("\"none\",\"client_secret_post\"", "client_secret_post")]
    [InlineData("\"client_secret_post\",\"client_secret_basic\",\"none\"", "client_secret_basic")]
    [InlineData("\"client_secret_basic\",\"client_secret_jwt\"", "client_secret_jwt")]
    [InlineData("\"client_secret_basic\",\"private_key_jwt\"", "client_secret_basic")]
    public async Task Registration_requests_the_strongest_client_authentication_both_sides_support(
        string supported, string expected)
    {
        ServeRegistration($"\"token_endpoint_auth_methods_supported\":[{supported}]");

        await BeginAsync();

        Assert.Equal(expected, Registration().GetProperty("token_endpoint_auth_method").GetString());
    }

    [Fact]
    public async Task A_registered_client_signs_with_its_own_key()
    {
        ServeRegistration(
            "\"token_endpoint_auth_methods_supported\":[\"client_secret_basic\",\"private_key_jwt\"],"
            + "\"token_endpoint_auth_signing_alg_values_supported\":[\"RS256\",\"ES256\"]");
        await PublishAsync(Method());

        var connection = await CompleteAsync(await SignIns.BeginAsync(Request()));
        await _engine.Connections.RefreshAsync(connection.Id);

        var key = Registration().GetProperty("jwks").GetProperty("keys")[0];
        Assert.Equal("P-256", key.GetProperty("crv").GetString());
        Assert.False(key.TryGetProperty("d", out _));
        var tokens = _server.Requests.Where(request => request.Path == "/token").ToList();
        Assert.Equal(2, tokens.Count);
        Assert.All(tokens, token => Assert.Equal(3, token.Parameters["client_assertion"].Split('.').Length));
    }

    [Fact]
    public async Task Registration_tries_the_next_authentication_method_after_a_refusal()
    {
        ServeRegistration(
            "\"token_endpoint_auth_methods_supported\":[\"client_secret_basic\",\"client_secret_jwt\"]");
        _register = request => request.Text.Contains("client_secret_jwt", StringComparison.Ordinal)
            ? (400, """{"error":"invalid_client_metadata"}""")
            : (201, """{"client_id":"registered","client_secret":"s"}""");

        await BeginAsync();

        Assert.Equal(2, Paths.Count(path => path == "/register"));
    }

    [Theory]
    [InlineData("http://127.0.0.1:9/callback", "native")]
    [InlineData("com.example.app:/callback", "native")]
    [InlineData(Callback, "web")]
    public async Task Registration_states_the_application_type_of_the_redirect_uri(string redirect, string kind)
    {
        ServeRegistration();
        await PublishAsync(Method());

        await SignIns.BeginAsync(Request(redirect: redirect));

        Assert.Equal(kind, Registration().GetProperty("application_type").GetString());
    }

    [Theory]
    [InlineData(false, "", false)]
    [InlineData(true, "", true)]
    [InlineData(false, ",\"require_pushed_authorization_requests\":true", true)]
    public async Task Authorization_requests_are_pushed_if_the_method_enables_it_or_the_server_requires_it(
        bool isEnabled, string required, bool isPushed)
    {
        Serve(
            "/.well-known/oauth-authorization-server/as",
            Server("/as", $"\"pushed_authorization_request_endpoint\":\"{Base}/par\"{required}"));

        var url = await BeginAsync(
            Credential.OAuth2ClientCredentials("existing", "secret"),
            Method() with { PushAuthorizationRequests = isEnabled });

        Assert.Equal(isPushed, QueryHelpers.ParseQuery(url.Query).ContainsKey("request_uri"));
    }

    [Fact]
    public async Task A_client_is_not_shown_to_another_authorization_server()
    {
        ServeRegistration();
        await PublishAsync(Method());
        var connection = await CompleteAsync(await SignIns.BeginAsync(Request()));
        Serve("/.well-known/oauth-protected-resource/mcp", Resource("/other"));
        Serve("/.well-known/oauth-authorization-server/other", Server("/other", RegistrationUrl()));
        _register = _ => (201, """{"client_id":"registered there"}""");

        var authorization = await SignIns.BeginAsync(Request(connection.Id));

        Assert.Equal("registered there", QueryHelpers.ParseQuery(authorization.Url.Query)["client_id"]);
        await PublishAsync(Method() with { Scopes = ["more"] });
        var maintenance = _engine.Services.GetRequiredService<IConnectionMaintenance>();
        var exception = await Assert.ThrowsAsync<ConnectorException>(() => maintenance.UpgradeAsync(connection.Id));
        Assert.Contains($"{Base}/other", exception.Message, StringComparison.Ordinal);
    }

    private static string ClientUrl => "https://host.example/client.json";

    private async Task<Uri> BeginAsync(Credential? client = null, OAuth2Auth? method = null)
    {
        // Without registration, the test uses an existing client.
        if (_register is null) client ??= Credential.OAuth2ClientCredentials("existing", "secret");
        await PublishAsync(method ?? Method());
        return (await SignIns.BeginAsync(Request(client: client))).Url;
    }

    private OAuth2Auth Method() => new() { Grant = OAuth2Grant.AuthorizationCode, Resource = $"{Base}/mcp" };

    private Task<Connector> PublishAsync(OAuth2Auth method) => _engine.PublishAsync(_engine.Definition() with
    {
        BaseUrl = $"{Base}/mcp",
        AuthMethods = [method],
    });

    private static SignInRequest Request(
        ConnectionId? connection = null, Credential? client = null, string redirect = Callback) => new()
        {
            ConnectorId = ConnectorId.Parse("system"),
            Name = "acme",
            ConnectionId = connection,
            RedirectUri = new(redirect),
            Client = client,
        };

    private Task<Connection> CompleteAsync(BrowserSignIn authorization) => SignIns.CompleteAsync(new()
    {
        Uri = new($"{Callback}?code=c&state={QueryHelpers.ParseQuery(authorization.Url.Query)["state"]}"),
        Session = authorization.Session,
    });

    private JsonElement Registration() =>
        JsonElement.Parse(_server.Requests.Last(request => request.Path == "/register").Text);

    private string RegistrationUrl() => $"\"registration_endpoint\":\"{Base}/register\"";

    private void ServeRegistration(string further = "")
    {
        _register = _ => (201, """{"client_id":"registered","client_secret":"s"}""");
        var fields = further.Length == 0 ? RegistrationUrl() : $"{RegistrationUrl()},{further}";
        Serve("/.well-known/oauth-authorization-server/as", Server("/as", fields));
    }

    private string Resource(string issuer) =>
        $$"""{"resource":"{{Base}}/mcp","authorization_servers":["{{Base}}{{issuer}}"],"scopes_supported":["tools"]}""";

    private string Server(string issuer, string further = "\"x\":1", string pkce = "[\"S256\"]") => $$"""
        {
          "issuer": "{{Base}}{{issuer}}",
          "token_endpoint": "{{Base}}/token",
          "authorization_endpoint": "{{Base}}/authorize",
          "code_challenge_methods_supported": {{pkce}},
          {{further}}
        }
        """;

    private void Serve(string path, string body, int status = 200) => _documents[path] = (status, body);

    private Task RespondAsync(HttpContext context)
    {
        var path = context.Request.Path.Value!;
        if (path == "/mcp" && _challenge is not null) context.Response.Headers.WWWAuthenticate = _challenge;
        var (status, body) = path switch
        {
            "/mcp" => (401, ""),
            "/register" => _register!(_server.Requests.Last(request => request.Path == "/register")),
            _ => _documents.GetValueOrDefault(path, (404, "")),
        };
        context.Response.StatusCode = status;
        return context.Response.WriteAsync(body);
    }
}
