using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;
using Versori.Connectors.Tests.Engine;

namespace Versori.Connectors.Tests.Authentication.OAuth2;

/// <summary>
/// Discovery as MCP servers use it: the resource names its authorization server, and the client registers itself.
/// </summary>
public sealed class DiscoveryTests : IAsyncLifetime
{
    private readonly Dictionary<string, (int Status, string Body)> _documents = new(StringComparer.Ordinal);
    private EngineFixture _engine = null!;
    private LoopbackServer _server = null!;
    private string? _challenge;

    private string Base => _server.BaseAddress.GetLeftPart(UriPartial.Authority);

    private ISignIns Authorizations => _engine.Services.GetRequiredService<ISignIns>();

    public async ValueTask InitializeAsync()
    {
        _engine = await EngineFixture.StartAsync();
        _server = await LoopbackServer.StartAsync(RespondAsync);
        Serve(
            "/.well-known/oauth-protected-resource/mcp",
            $$"""{"resource":"{{Base}}/mcp","authorization_servers":["{{Base}}/as"],"scopes_supported":["tools"]}""");
        Serve("/.well-known/oauth-authorization-server/as", Server($"{Base}/as"));
        Serve("/register", """{"client_id":"registered","token_endpoint_auth_method":"none"}""", 201);
        Serve("/token", """{"access_token":"granted","refresh_token":"again","expires_in":60}""");
        Serve("/mcp/me", "{}");
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        await _engine.DisposeAsync();
    }

    [Fact]
    public async Task A_sign_in_needs_only_the_url_of_the_resource()
    {
        await PublishAsync();
        var authorization = await Authorizations.BeginAsync(Request());
        var query = QueryHelpers.ParseQuery(authorization.Url.Query);

        var connection = await Authorizations.CompleteAsync(new()
        {
            Uri = new(
                $"http://127.0.0.1/callback?state={query["state"]}&code=c&iss={Uri.EscapeDataString($"{Base}/as")}"),
            Session = authorization.Session,
        });

        Assert.Equal(
            ["registered", "tools", $"{Base}/mcp"],
            new[] { "client_id", "scope", "resource" }.Select(name => query[name].ToString()));
        var token = _server.Requests.Single(request => request.Path == "/token").Parameters;
        Assert.Equal(
            ["registered", $"{Base}/mcp", "http://127.0.0.1/callback"],
            new[] { "client_id", "resource", "redirect_uri" }.Select(name => token[name]));
        Assert.Equal($"{Base}/token", ((OAuth2Auth)connection.Snapshot.Methods[0]).TokenUrl);
        Assert.Contains(
            "http://127.0.0.1/callback", _server.Requests.Single(request => request.Path == "/register").Text);
    }

    [Theory]
    [InlineData(false, "registered")]
    [InlineData(true, "registered anew")]
    public async Task A_connection_with_a_client_registers_a_new_one_only_on_request(
        bool again, string expected)
    {
        await PublishAsync();
        var connection = await CompleteAsync(await Authorizations.BeginAsync(Request()));
        Serve("/register", """{"client_id":"registered anew","token_endpoint_auth_method":"none"}""", 201);

        var authorization = await Authorizations.BeginAsync(new()
        {
            ConnectorId = connection.ConnectorId,
            ConnectionId = connection.Id,
            RedirectUri = new("http://127.0.0.1/callback"),
            RegisterNewClient = again,
        });
        await CompleteAsync(authorization);

        Assert.Equal(expected, QueryHelpers.ParseQuery(authorization.Url.Query)["client_id"]);
        Assert.Equal(expected, _server.Requests.Last(request => request.Path == "/token").Parameters["client_id"]);
    }

    [Fact]
    public async Task Discovered_settings_are_not_reported_as_drift()
    {
        await PublishAsync();
        var authorization = await Authorizations.BeginAsync(Request());
        var state = QueryHelpers.ParseQuery(authorization.Url.Query)["state"];
        var connection = await Authorizations.CompleteAsync(new()
        {
            Uri = new($"http://127.0.0.1/callback?state={state}&code=c&iss={Uri.EscapeDataString($"{Base}/as")}"),
            Session = authorization.Session,
        });

        var maintenance = _engine.Services.GetRequiredService<IConnectionMaintenance>();

        Assert.Empty(await maintenance.ListDriftAsync(connection.ConnectorId).ToArrayAsync());
        Assert.Equal(connection, await maintenance.UpgradeAsync(connection.Id));
    }

    [Fact]
    public async Task A_value_of_a_posted_callback_is_stored_with_the_connection()
    {
        await PublishAsync(null, new CapturedValue { Name = "realmId", From = CapturedValueSource.Callback });
        var authorization = await Authorizations.BeginAsync(Request());
        var state = QueryHelpers.ParseQuery(authorization.Url.Query)["state"].ToString();

        var connection = await Authorizations.CompleteAsync(new()
        {
            Uri = new("http://127.0.0.1/callback"),
            Session = authorization.Session,
            Form = [new("state", state), new("code", "c"), new("realmId", "9341"), new("iss", $"{Base}/as")],
        });

        Assert.Contains("response_mode=form_post", authorization.Url.Query, StringComparison.Ordinal);
        Assert.Equal("9341", connection.Snapshot.CapturedValues["realmId"]);
        await _engine.Connections.RefreshAsync(connection.Id);
    }

    [Fact]
    public async Task A_credential_refused_after_signing_in_leaves_no_connection_and_no_secrets()
    {
        Serve("/mcp/me", "", 401);
        await PublishAsync();
        var authorization = await Authorizations.BeginAsync(Request());
        var state = QueryHelpers.ParseQuery(authorization.Url.Query)["state"].ToString();

        var exception = await Assert.ThrowsAsync<ConnectorException>(() => Authorizations.CompleteAsync(new()
        {
            Uri = new($"http://127.0.0.1/callback?state={state}&code=c&iss={Uri.EscapeDataString($"{Base}/as")}"),
            Session = authorization.Session,
        }));

        Assert.Equal(ConnectorErrorCode.CredentialRefused, exception.Code);
        Assert.Empty(await _engine.Connections.ListAsync(new()).ToListAsync());
        Assert.Empty(
            await _engine.Services.GetRequiredService<ISecretStore>()
                .ListAsync(SecretHolder.ForSignIn(authorization.Id), default).ToListAsync());
    }

    [Theory]
    [InlineData("state")]
    [InlineData("redirect_uri")]
    [InlineData("code_challenge")]
    public async Task A_caller_cannot_set_parameters_that_bind_the_authorization_response(string name)
    {
        await PublishAsync();
        var request = new SignInRequest
        {
            ConnectorId = ConnectorId.Parse("system"),
            Name = "acme",
            RedirectUri = new("http://127.0.0.1/callback"),
            AdditionalParameters = new Dictionary<string, string> { [name] = "x" },
        };

        var exception = await Assert.ThrowsAsync<ConnectorException>(() => Authorizations.BeginAsync(request));

        Assert.Equal((ConnectorErrorCode.InvalidArgument, name), (exception.Code, exception.Error.Location));
    }

    [Fact]
    public async Task Metadata_are_also_found_at_the_url_in_a_401_response()
    {
        _documents["/elsewhere"] = _documents["/.well-known/oauth-protected-resource/mcp"];
        _documents.Remove("/.well-known/oauth-protected-resource/mcp");
        _challenge = $"Bearer realm=\"mcp\", resource_metadata=\"{Base}/elsewhere\"";
        await PublishAsync();

        Assert.StartsWith(
            $"{Base}/authorize",
            (await Authorizations.BeginAsync(Request())).Url.AbsoluteUri,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        "/.well-known/oauth-protected-resource/mcp",
        """{"resource":"https://other.example/mcp","authorization_servers":["https://other.example"]}""",
        "/resource")]
    [InlineData(
        "/.well-known/oauth-protected-resource/mcp",
        """{"resource":"BASE/mcp","authorization_servers":[]}""",
        "/authorization_servers")]
    [InlineData(
        "/.well-known/oauth-authorization-server/as",
        """{"issuer":"https://other.example","token_endpoint":"https://other.example/token"}""",
        "/issuer")]
    [InlineData(
        "/.well-known/oauth-authorization-server/as",
        """{"issuer":"BASE/as/","token_endpoint":"BASE/token"}""",
        "/issuer")]
    [InlineData("/.well-known/oauth-authorization-server/as", """{"issuer":"BASE/as"}""", "/token_endpoint")]
    [InlineData(
        "/.well-known/oauth-authorization-server/as",
        """{"issuer":"BASE/as","token_endpoint":42}""",
        "/token_endpoint")]
    [InlineData("/.well-known/oauth-authorization-server/as", "<html>", "/issuer")]
    [InlineData("/register", "{}", "/client_id")]
    public async Task Metadata_of_another_resource_or_issuer_and_invalid_metadata_are_refused_by_field(
        string path, string body, string location)
    {
        Serve(path, body.Replace("BASE", Base, StringComparison.Ordinal));
        await PublishAsync();

        var exception = await Assert.ThrowsAsync<ConnectorException>(() => Authorizations.BeginAsync(Request()));

        Assert.Equal((ConnectorErrorCode.InvalidResponse, location), (exception.Code, exception.Error.Location));
    }

    [Fact]
    public async Task Metadata_are_not_requested_over_plain_http()
    {
        await PublishAsync("http://mcp.example/mcp");

        var exception = await Assert.ThrowsAsync<ConnectorException>(() => Authorizations.BeginAsync(Request()));

        Assert.Equal(ConnectorErrorCode.InsecureTransport, exception.Code);
    }

    private Task<Connection> CompleteAsync(BrowserSignIn authorization) => Authorizations.CompleteAsync(new()
    {
        Uri = new(
            $"http://127.0.0.1/callback?state={QueryHelpers.ParseQuery(authorization.Url.Query)["state"]}&code=c&"
                + $"iss={Uri.EscapeDataString($"{Base}/as")}"),
        Session = authorization.Session,
    });

    private string Server(string issuer) => $$"""
        {
          "issuer": "{{issuer}}",
          "token_endpoint": "{{Base}}/token",
          "authorization_endpoint": "{{Base}}/authorize",
          "registration_endpoint": "{{Base}}/register",
          "authorization_response_iss_parameter_supported": true,
          "code_challenge_methods_supported": ["plain", "S256"]
        }
        """;

    private void Serve(string path, string body, int status = 200) => _documents[path] = (status, body);

    private Task<Connector> PublishAsync(string? resource = null, params CapturedValue[] captures) =>
        _engine.PublishAsync(_engine.Definition() with
        {
            BaseUrl = $"{Base}/mcp",
            AuthMethods =
        [
            new OAuth2Auth
            {
                Grant = OAuth2Grant.AuthorizationCode,
                Resource = resource ?? $"{Base}/mcp",
                Captures = captures,
                ResponseMode = captures.Length > 0 ? OAuth2ResponseMode.FormPost : OAuth2ResponseMode.Query,
            },
        ],
        });

    private static SignInRequest Request() =>
        new()
        {
            ConnectorId = ConnectorId.Parse("system"),
            Name = "acme",
            RedirectUri = new("http://127.0.0.1/callback"),
        };

    private Task RespondAsync(HttpContext context)
    {
        if (context.Request.Path == "/mcp" && _challenge is not null)
            context.Response.Headers.WWWAuthenticate = _challenge;
        var (status, body) = context.Request.Path == "/mcp"
            ? (401, "")
            : _documents.GetValueOrDefault(context.Request.Path.Value!, (404, ""));
        context.Response.StatusCode = status;
        return context.Response.WriteAsync(body);
    }
}
