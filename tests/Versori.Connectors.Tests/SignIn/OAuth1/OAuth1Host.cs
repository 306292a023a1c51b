using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using Versori.Connectors.Tests.Engine;

namespace Versori.Connectors.Tests.SignIn;

/// <summary>A host with the engine, and a system with OAuth 1.0a.</summary>
public sealed class OAuth1Host(EngineFixture engine, OAuth1Provider provider) : IAsyncDisposable
{
    public static readonly Uri Callback = new("https://app.example/callback?from=x");

    public EngineFixture Engine => engine;

    public OAuth1Provider Provider => provider;

    public ISignIns Authorizations => engine.Services.GetRequiredService<ISignIns>();

    public ConnectorId Connector { get; } = ConnectorId.Parse("photos");

    public static async Task<OAuth1Host> StartAsync(RSA? rsa = null) =>
        new(await EngineFixture.StartAsync(), await OAuth1Provider.StartAsync(rsa));

    public OAuth1Auth Method() => new()
    {
        TemporaryCredentialUrl = $"{provider.BaseAddress}initiate",
        AuthorizationUrl = $"{provider.BaseAddress}authorize?theme=dark",
        TokenUrl = $"{provider.BaseAddress}token",
    };

    public Task<Connector> PublishAsync(params AuthMethod[] methods) => engine.PublishAsync(new()
    {
        Id = Connector,
        Title = "Photos",
        BaseUrl = $"{provider.BaseAddress}api",
        AuthMethods = methods,
        Endpoints = [new() { Id = "me", Method = "GET", Path = "/me" }],
        CheckEndpoint = "me",
    });

    public SignInRequest Request(bool outOfBand = false) => new()
    {
        ConnectorId = Connector,
        Name = "acme",
        RedirectUri = outOfBand ? null : Callback,
        Session = new("session-1"),
        Client = Credential.For(
            "oauth1",
            new Dictionary<string, string>
            {
                ["consumerKey"] = OAuth1Provider.ConsumerKey,
                ["consumerSecret"] = OAuth1Provider.ConsumerSecret,
            }),
    };

    public async Task<Connection> SignInAsync(SignInRequest? request = null)
    {
        var authorization = await Authorizations.BeginAsync(request ?? Request());
        return await CompleteAsync(authorization, provider.Agree(authorization.Url));
    }

    public Task<Connection> CompleteAsync(BrowserSignIn authorization, Uri callback) =>
        Authorizations.CompleteAsync(new() { Uri = callback, Session = authorization.Session });

    public async Task<string> RespondAsync(Connection connection) =>
        await engine.Clients.CreateClient(connection).GetStringAsync("me");

    public async Task<int> SecretsOfAsync(SecretHolder holder) =>
        await engine.Services.GetRequiredService<ISecretStore>().ListAsync(holder, default).CountAsync();

    public async ValueTask DisposeAsync()
    {
        await provider.DisposeAsync();
        await engine.DisposeAsync();
    }
}
