using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;
using Versori.Connectors.Tests.Engine;

namespace Versori.Connectors.Tests.Authentication.OAuth2;

/// <summary>Values of a sign-in: its code and state in the token request, and values for other methods.</summary>
public sealed class SignInValuesTests : IAsyncLifetime
{
    private const string Redirect = "http://127.0.0.1/callback";

    private EngineFixture _engine = null!;
    private LoopbackServer _server = null!;

    private ISignIns SignIns => _engine.Services.GetRequiredService<ISignIns>();

    public async ValueTask InitializeAsync()
    {
        _engine = await EngineFixture.StartAsync();
        _engine.System.ApiOutage = ScriptedResponse.Create(200, "{}");
        _server = await LoopbackServer.StartAsync(context => context.Response.WriteAsync(
            context.Request.Path == "/token"
                ? $$"""{"access_token":"access-{{_server.Requests.Count}}","refresh_token":"r","expires_in":3600}"""
                : """{"token":"second-1"}"""));
    }

    public async ValueTask DisposeAsync()
    {
        await _engine.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Code_and_state_are_available_only_in_parameters_and_headers_of_the_token_request()
    {
        var method = Code() with
        {
            TokenParameters = new Dictionary<string, string>
            {
                ["auth_state"] = "{state}",
                ["verifier"] = "{codeVerifier}",
                ["app"] = "a",
            },
            TokenHeaders = new Dictionary<string, string> { ["X-Code"] = "of {code}", ["X-Back"] = "{redirectUri}" },
        };

        var (connection, state) = await SignInAsync(method);
        await _engine.Connections.RefreshAsync(connection.Id);

        var (first, second) = (_server.Requests[0], _server.Requests[1]);
        Assert.Equal(
            (state, first.Parameters["code_verifier"], "of code-1", Redirect),
            (
                first.Parameters["auth_state"], first.Parameters["verifier"], first.Headers["X-Code"],
                first.Headers["X-Back"]));
        Assert.Equal("a", second.Parameters["app"]);
        Assert.DoesNotContain("auth_state", second.Parameters.Keys);
        Assert.DoesNotContain("X-Code", second.Headers.Keys);
    }

    [Fact]
    public void Only_a_sign_in_with_a_code_has_these_values()
    {
        var method = _engine.ClientCredentials() with
        {
            TokenHeaders = new Dictionary<string, string> { ["X-Code"] = "{code}" },
        };

        var problem = Assert.Single(_engine.Catalog.Validate(_engine.Definition(methods: method)));

        Assert.Equal("/authMethods/0/tokenHeaders/X-Code", problem.Location);
    }

    [Fact]
    public async Task A_header_with_an_empty_value_is_left_out_of_a_refresh()
    {
        var method = Code() with
        {
            ClientAuthentication = OAuth2ClientAuthentication.Basic,
            TokenHeaders = new Dictionary<string, string>
            {
                ["X-App"] = "app",
                ["X-None"] = "{nothing ?? \"\"}",
            },
            RefreshHeaders = new Dictionary<string, string> { ["X-App"] = "", ["Authorization"] = "" },
            RefreshParameters = new Dictionary<string, string> { ["client_id"] = "{clientId}" },
            Fields = [new() { Name = "nothing", Required = false }],
        };

        var (connection, _) = await SignInAsync(method);
        await _engine.Connections.RefreshAsync(connection.Id);

        var (first, second) = (_server.Requests[0], _server.Requests[1]);
        Assert.Equal("app", first.Headers["X-App"]);
        Assert.StartsWith("Basic ", first.Authorization, StringComparison.Ordinal);
        Assert.DoesNotContain("X-None", first.Headers.Keys);
        Assert.DoesNotContain("X-App", second.Headers.Keys);
        Assert.Null(second.Authorization);
        Assert.Equal("client-1", second.Parameters["client_id"]);
    }

    [Fact]
    public async Task A_second_method_obtains_its_token_with_a_value_of_the_callback()
    {
        using var rsa = RSA.Create(2048);
        var user = Code() with
        {
            Id = "user",
            Captures = [new() { Name = "installation", From = CapturedValueSource.Callback, Pattern = "[0-9]+" }],
        };
        var app = new SessionTokenAuth
        {
            Id = "app",
            Fields = [new() { Name = "privateKey" }],
            Assertions = [new() { Name = "jwt", Claims = [new() { Name = "iss", Value = "app-1" }] }],
            SignIn =
            [
                new()
                {
                    Url = new Uri(_server.BaseAddress, "installations/").AbsoluteUri + "{installation}",
                    Headers = new Dictionary<string, string> { ["Authorization"] = "Bearer {jwt}" },
                    ExtractedValues = [new() { Name = "second", Selector = "/token" }],
                },
            ],
            Placements = [new() { Name = "X-Second", Value = "{second}" }],
        };
        var machine = _engine.ClientCredentials() with
        {
            Id = "machine",
            TokenUrl = Token,
            TokenParameters = new Dictionary<string, string> { ["installation"] = "{installation}" },
            TokenPlacement = new() { Name = "X-Machine", Value = "{accessToken}" },
        };
        var definition = _engine.Definition(methods: [user, app, machine]) with
        {
            AuthAlternatives = [new() { Methods = ["user", "app", "machine"] }],
        };
        var (connection, _) = await SignInAsync(
            definition,
            "user",
            Credential.For("app", new Dictionary<string, string> { ["privateKey"] = rsa.ExportPkcs8PrivateKeyPem() }),
            Credential.OAuth2ClientCredentials("m", "s").WithMethod("machine"));

        await CallAsync(connection);

        var call = _engine.System.RecordedApiRequests[^1];
        Assert.Equal(
            ("Bearer access-1", "second-1", "access-3"),
            (call.Headers["Authorization"], call.Headers["X-Second"], call.Headers["X-Machine"]));
        Assert.Equal("/installations/42", _server.Requests[1].Path);
        Assert.Equal("42", _server.Requests[2].Parameters["installation"]);
        Assert.Equal(3, connection.Tokens.Count);
        Assert.Equal("42", connection.Snapshot.CapturedValues["installation"]);

        _engine.Time.Advance(TimeSpan.FromHours(2));
        await CallAsync(connection);
        Assert.Equal("42", _server.Requests[^1].Parameters["installation"]);
    }

    private async Task CallAsync(Connection connection) => (await _engine.Clients.CreateClient(connection)
        .GetAsync("me", TestContext.Current.CancellationToken)).Dispose();

    private string Token => new Uri(_server.BaseAddress, "token").AbsoluteUri;

    private OAuth2Auth Code() => new()
    {
        Grant = OAuth2Grant.AuthorizationCode,
        AuthorizationUrl = "https://login.example/authorize",
        TokenUrl = Token,
        ClientAuthentication = OAuth2ClientAuthentication.Post,
    };

    private Task<(Connection Connection, string State)> SignInAsync(OAuth2Auth method) =>
        SignInAsync(_engine.Definition(methods: method), method.Id);

    private async Task<(Connection Connection, string State)> SignInAsync(
        ConnectorDefinition definition, string method, params Credential[] further)
    {
        await _engine.PublishAsync(definition);
        var authorization = await SignIns.BeginAsync(new()
        {
            ConnectorId = definition.Id,
            Name = "acme",
            RedirectUri = new(Redirect),
            Session = new("session"),
            Client = Credential.OAuth2ClientCredentials("client-1", "secret-1").WithMethod(method),
            AdditionalCredentials = further,
            CheckCredential = false,
        });
        var state = QueryHelpers.ParseQuery(authorization.Url.Query)["state"].ToString();
        var connection = await SignIns.CompleteAsync(new()
        {
            Uri = new($"{Redirect}?code=code-1&installation=42&state={state}"),
            Session = authorization.Session,
        });
        return (connection, state);
    }
}
