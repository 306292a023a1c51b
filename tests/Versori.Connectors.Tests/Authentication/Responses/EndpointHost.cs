using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;
using Versori.Connectors.Tests.Engine;

namespace Versori.Connectors.Tests.Authentication.Responses;

/// <summary>A system with every endpoint that sign-in needs. One of them returns invalid responses.</summary>
public sealed class EndpointHost : IAsyncDisposable
{
    private readonly Dictionary<string, RequestDelegate> _responses = new(StringComparer.Ordinal);
    private LoopbackServer _server = null!;

    private EndpointHost(EngineFixture engine, RecordingSecretStore secrets)
    {
        Engine = engine;
        Secrets = secrets;
    }

    public EngineFixture Engine { get; }

    public RecordingSecretStore Secrets { get; }

    public RequestCounter Arrivals { get; } = new();

    private ISignIns Authorizations => Engine.Services.GetRequiredService<ISignIns>();

    public static async Task<EndpointHost> StartAsync(bool https = false)
    {
        var secrets = new RecordingSecretStore();
        var host = new EndpointHost(
            await EngineFixture.StartAsync(builder => builder.Services.AddSingleton<ISecretStore>(secrets)), secrets);
        host._server = await LoopbackServer.StartAsync(host.RespondAsync, https);
        host.Play("/token", """{"access_token":"granted","refresh_token":"again","expires_in":60}""");
        host.Play(
            "/device",
            """{"device_code":"code","user_code":"ABCD","verification_uri":"https://as.example/device","expires_i"""
                + """n":600,"interval":1}""");
        host.Play("/par", """{"request_uri":"urn:x","expires_in":60}""", 201);
        host.Play("/register", """{"client_id":"registered"}""", 201);
        host.Play("/.well-known/oauth-authorization-server/as", host.Metadata());
        host.Play(
            "/.well-known/oauth-protected-resource/api",
            $$"""{"resource":"{{host.Url("api")}}","authorization_servers":["{{host.Url("as")}}"]}""");
        host.Play("/initiate", "oauth_token=temporary&oauth_token_secret=secret&oauth_callback_confirmed=true");
        host.Play("/oauth1", "oauth_token=token&oauth_token_secret=secret");
        host.Play("/login", """{"session":"s-1"}""");
        host.Play("/introspect", """{"active":true}""");
        host.Play("/revoke", "");
        host.Play("/api/me", "{}");
        return host;
    }

    /// <summary>Runs the operation that sends a request to the endpoint.</summary>
    public Task SendRequestAsync(string endpoint) => endpoint switch
    {
        "token" => SignInAsync(Code()),
        "refresh" => RefreshAsync(),
        "device authorization" =>
            BeginAsync(
                Code() with { Grant = OAuth2Grant.DeviceCode, DeviceAuthorizationUrl = Url("device") },
                (authorizations, request) => authorizations.BeginDeviceAsync(request)),
        "pushed request" => BeginAsync(Code() with { PushedAuthorizationUrl = Url("par") }),
        "registration" => BeginAsync(Code() with { RegistrationUrl = Url("register") }, client: null),
        "server metadata" => BeginAsync(new OAuth2Auth { Grant = OAuth2Grant.AuthorizationCode, Issuer = Url("as") }),
        "resource metadata" =>
            BeginAsync(new OAuth2Auth { Grant = OAuth2Grant.AuthorizationCode, Resource = Url("api") }),
        "temporary credentials" => BeginAsync(OAuth1(), client: Consumer()),
        "token credentials" => SignInAsync(OAuth1(), Consumer()),
        "session" => ConnectAsync(
            new SessionTokenAuth
            {
                SignIn =
                [
                    new() { Url = Url("login"), ExtractedValues = [new() { Name = "session", Selector = "/session" }] },
                ],
                Placements = [new() { Name = "X-Session", Value = "{session}" }],
                Fields = [new() { Name = "user" }],
            },
            Credential.For("sessionToken", new Dictionary<string, string> { ["user"] = "ada" })),
        "introspection" =>
            ConnectAsync(
                ClientCredentials() with
                {
                    IntrospectionUrl = Url("introspect"),
                    TokenResponse = new() { Expiry = "not_there" },
                }),
        _ => ConnectAsync(ClientCredentials() with { RevocationUrl = Url("revoke") }),
    };

    /// <summary>The path of an endpoint.</summary>
    public static string PathOf(string endpoint) => endpoint switch
    {
        "token" or "refresh" => "/token",
        "device authorization" => "/device",
        "pushed request" => "/par",
        "registration" => "/register",
        "server metadata" => "/.well-known/oauth-authorization-server/as",
        "resource metadata" => "/.well-known/oauth-protected-resource/api",
        "temporary credentials" => "/initiate",
        "token credentials" => "/oauth1",
        "session" => "/login",
        "introspection" => "/introspect",
        _ => "/revoke",
    };

    /// <summary>Replaces the response of the endpoint.</summary>
    public void ReplaceResponse(string endpoint, RequestDelegate response)
    {
        _responses[PathOf(endpoint)] = context =>
        {
            Arrivals.Increment();
            return response(context);
        };
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        await Engine.DisposeAsync();
    }

    private Task RespondAsync(HttpContext context)
    {
        if (_responses.TryGetValue(context.Request.Path, out var response)) return response(context);
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }

    private void Play(string path, string body, int status = 200) => _responses[path] = context =>
    {
        context.Response.StatusCode = status;
        return context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(body)).AsTask();
    };

    private string Url(string path) => new Uri(_server.BaseAddress, path).AbsoluteUri;

    private string Metadata() => new JsonObject
    {
        ["issuer"] = Url("as"),
        ["authorization_endpoint"] = Url("authorize"),
        ["token_endpoint"] = Url("token"),
        ["code_challenge_methods_supported"] = new JsonArray("S256"),
    }.ToJsonString();

    private OAuth2Auth Code() =>
        new() { Grant = OAuth2Grant.AuthorizationCode, AuthorizationUrl = Url("authorize"), TokenUrl = Url("token") };

    private OAuth2Auth ClientCredentials() => new() { Grant = OAuth2Grant.ClientCredentials, TokenUrl = Url("token") };

    private OAuth1Auth OAuth1() =>
        new()
        {
            TemporaryCredentialUrl = Url("initiate"),
            AuthorizationUrl = Url("authorize"),
            TokenUrl = Url("oauth1"),
        };

    private static Credential Client() => Credential.OAuth2ClientCredentials("client", "secret");

    private static Credential Consumer() =>
        Credential.For(
            "oauth1", new Dictionary<string, string> { ["consumerKey"] = "client", ["consumerSecret"] = "secret" });

    private async Task RefreshAsync()
    {
        var before = _responses["/token"];
        Play("/token", """{"access_token":"granted","refresh_token":"again","expires_in":60}""");
        await SignInAsync(Code());
        _responses["/token"] = before;
        var connection = await Engine.Connections.ListAsync(new()).SingleAsync();
        await Engine.Connections.RefreshAsync(connection.Id);
    }

    private async Task<Connection> ConnectAsync(AuthMethod method, Credential? credential = null)
    {
        var connector = await PublishAsync(method);
        return await Engine.Connections.ConnectAsync(connector.Id, "acme", credential ?? Client());
    }

    private Task BeginAsync(AuthMethod method) => BeginAsync(method, Client());

    private Task BeginAsync(AuthMethod method, Credential? client) =>
        BeginAsync(method, static (authorizations, request) => authorizations.BeginAsync(request), client);

    private async Task BeginAsync(
        AuthMethod method, Func<ISignIns, SignInRequest, Task> begin, Credential? client = null)
    {
        var connector = await PublishAsync(method);
        await begin(
            Authorizations,
            Request(connector.Id, method is OAuth2Auth { Grant: OAuth2Grant.DeviceCode } ? Client() : client));
    }

    private async Task SignInAsync(AuthMethod method, Credential? client = null)
    {
        var connector = await PublishAsync(method);
        var authorization = await Authorizations.BeginAsync(Request(connector.Id, client ?? Client()));
        var query = QueryHelpers.ParseQuery(authorization.Url.Query);
        var back = method is OAuth1Auth ? "oauth_token=temporary&oauth_verifier=v" : $"state={query["state"]}&code=c";
        await Authorizations.CompleteAsync(
            new() { Uri = new($"http://127.0.0.1/callback?{back}"), Session = authorization.Session });
    }

    private static SignInRequest Request(ConnectorId connector, Credential? client) =>
        new()
        {
            ConnectorId = connector,
            Name = "acme",
            RedirectUri = new("http://127.0.0.1/callback"),
            Client = client,
        };

    private Task<Connector> PublishAsync(AuthMethod method) =>
        Engine.PublishAsync(Engine.Definition("responses", method) with { BaseUrl = Url("api"), CheckEndpoint = "me" });
}
