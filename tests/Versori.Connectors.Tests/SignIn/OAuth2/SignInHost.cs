using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;
using Versori.Connectors.Authentication.OAuth2;
using Versori.Connectors.Tests.Authentication.OAuth2;
using Versori.Connectors.Tests.Engine;
using Versori.Connectors.Tests.Servers;
using static Versori.Connectors.Tests.Servers.AuthorizationServerClients;

namespace Versori.Connectors.Tests.SignIn;

/// <summary>
/// A host with the engine, a real authorization server on the same clock, and a browser.
/// </summary>
public sealed class SignInHost : IAsyncDisposable
{
    private readonly HttpClient _browser = new(new SocketsHttpHandler { AllowAutoRedirect = false });

    private SignInHost(
        EngineFixture engine, AuthorizationServer server, RequestCounter requests, RequestCounter responses)
    {
        Engine = engine;
        Server = server;
        Requests = requests;
        Responses = responses;
    }

    public EngineFixture Engine { get; }

    public AuthorizationServer Server { get; }

    /// <summary>The engine's requests to the authorization server.</summary>
    public RequestCounter Requests { get; }

    /// <summary>The responses of the authorization server to the engine.</summary>
    public RequestCounter Responses { get; }

    public ISignIns Authorizations => Engine.Services.GetRequiredService<ISignIns>();

    public ConnectorId Connector { get; } = ConnectorId.Parse("system");

    public static async Task<SignInHost> StartAsync(
        AuthorizationServerOptions? options = null, Action<VersoriConnectorsBuilder>? configure = null)
    {
        var (requests, responses) = (new RequestCounter(), new RequestCounter());
        var engine = await EngineFixture.StartAsync(builder =>
        {
            builder.Services.AddHttpClient(OAuth2Http.PipelineName)
                .AddHttpMessageHandler(() => new ResponseCounter(requests, responses));
            configure?.Invoke(builder);
        });
        // Some times of OpenIddict come from the system's clock and would otherwise be in the past.
        engine.Time.SetUtcNow(TimeProvider.System.GetUtcNow());
        return new(
            engine,
            await AuthorizationServer.StartAsync((options ?? new()) with { Time = engine.Time }),
            requests,
            responses);
    }

    public OAuth2Auth Code() => new()
    {
        Grant = OAuth2Grant.AuthorizationCode,
        AuthorizationUrl = Server.AuthorizationEndpoint.AbsoluteUri,
        TokenUrl = Server.TokenEndpoint.AbsoluteUri,
        RevocationUrl = Server.RevocationEndpoint.AbsoluteUri,
        Issuer = Server.Issuer.AbsoluteUri,
        Scopes = [Scope, "offline_access"],
    };

    /// <summary>The authorization server's own resource as a connector.</summary>
    public Task<Connector> PublishAsync(params AuthMethod[] methods) => Engine.PublishAsync(new()
    {
        Id = Connector,
        Title = "System",
        BaseUrl = Server.Issuer.AbsoluteUri.TrimEnd('/'),
        AuthMethods = methods,
        Endpoints = [new() { Id = "me", Method = "GET", Path = "/resource" }],
        CheckEndpoint = "me",
    });

    public SignInRequest Request(string name = "acme", string? session = "session-1") => new()
    {
        ConnectorId = Connector,
        Name = name,
        RedirectUri = new(RedirectUri),
        Session = session is null ? null : new(session),
        Client = Credential.OAuth2ClientCredentials(Web, ClientSecret),
    };

    /// <summary>Opens the URL and consents; returns the URI that the browser is redirected to.</summary>
    public async Task<Uri> VisitAsync(BrowserSignIn authorization)
    {
        using var response = await _browser.GetAsync(authorization.Url);
        return response.Headers.Location
            ?? throw new InvalidOperationException(await response.Content.ReadAsStringAsync());
    }

    public async Task<Connection> SignInAsync(SignInRequest? request = null)
    {
        var authorization = await Authorizations.BeginAsync(request ?? Request());
        return await CompleteAsync(authorization, await VisitAsync(authorization));
    }

    public Task<Connection> CompleteAsync(BrowserSignIn authorization, Uri callback) =>
        Authorizations.CompleteAsync(new() { Uri = callback, Session = authorization.Session });

    public static Uri With(Uri callback, string name, string? value)
    {
        var query = QueryHelpers.ParseQuery(callback.Query)
            .ToDictionary(pair => pair.Key, string? (pair) => pair.Value.ToString());
        if (value is null) query.Remove(name);
        else query[name] = value;
        return new(QueryHelpers.AddQueryString(callback.GetLeftPart(UriPartial.Path), query));
    }

    public async Task<int> SecretsOfAsync(SecretHolder holder) =>
        await Engine.Services.GetRequiredService<ISecretStore>().ListAsync(holder, default).CountAsync();

    public async ValueTask DisposeAsync()
    {
        _browser.Dispose();
        await Server.DisposeAsync();
        await Engine.DisposeAsync();
    }
}
