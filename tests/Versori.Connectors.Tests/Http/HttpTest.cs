using Versori.Connectors.Tests.Engine;

namespace Versori.Connectors.Tests.Http;

/// <summary>An engine, the external system that it is connected to, and another server.</summary>
public abstract class HttpTest : IAsyncLifetime
{
    protected const string Secret = "s3cr3t-value";

    protected EngineFixture Engine { get; private set; } = null!;

    protected LoopbackServer Other { get; private set; } = null!;

    protected ScriptedExternalSystem External => Engine.System;

    public static TheoryData<string> Kinds => new("header", "query", "cookie", "basic", "bearer", "oauth");

    public async ValueTask InitializeAsync()
    {
        Engine = await EngineFixture.StartAsync();
        Other = await LoopbackServer.StartAsync(_ => Task.CompletedTask);
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await Engine.DisposeAsync();
        await Other.DisposeAsync();
    }

    /// <summary>Connects with one kind of credential, whose secret part is <see cref="Secret"/>.</summary>
    protected async Task<Connection> ConnectAsync(string kind = "bearer")
    {
        var (method, credential) = kind switch
        {
            "header" => (ApiKeyAuth.Create(CredentialLocation.Header, "X-Api-Key"), Credential.ApiKey(Secret)),
            "query" => (ApiKeyAuth.Create(CredentialLocation.Query, "api_key"), Credential.ApiKey(Secret)),
            "cookie" => (ApiKeyAuth.Create(CredentialLocation.Cookie, "api_key"), Credential.ApiKey(Secret)),
            "basic" => (new BasicAuth(), Credential.Basic("ada", Secret)),
            "oauth" =>
                (
                    (AuthMethod)Engine.ClientCredentials(),
                    Credential.OAuth2ClientCredentials(External.ClientId, External.ClientSecret)),
            _ => (new BearerAuth(), Credential.Bearer(Secret)),
        };
        External.AcceptApiKey(Secret);
        External.AcceptApiKeyInQuery(Secret);
        External.AcceptApiKeyInCookie(Secret);
        External.AcceptBasic("ada", Secret);
        External.AcceptBearer(Secret);
        External.TransformTokenResponse = response => response["access_token"] = Secret;
        await Engine.PublishAsync(Engine.Definition(methods: method));
        return await Engine.Connections.ConnectAsync(ConnectorId.Parse("system"), "acme", credential);
    }

    protected async Task<HttpClient> ClientAsync(string kind = "bearer") =>
        Engine.Clients.CreateClient(await ConnectAsync(kind));

    /// <summary>The address of the system's own redirect.</summary>
    protected string RedirectTo(string target, int status = 302) =>
        $"{External.BaseAddress}redirect?status={status}&to={Uri.EscapeDataString(target)}";
}
