using Microsoft.Extensions.DependencyInjection;
using Versori.Connectors.Tests.Engine;

namespace Versori.Connectors.Tests.Authentication.EveryMethod;

/// <summary>A host with the engine, and the external system of a fixture.</summary>
public sealed class MethodHost : IAsyncDisposable
{
    private static readonly Uri RedirectUri = new("http://127.0.0.1/callback");

    private MethodHost(MethodFixture fixture, EngineFixture engine, MethodSystem system, RecordingSecretStore secrets)
    {
        Fixture = fixture;
        Engine = engine;
        System = system;
        Secrets = secrets;
    }

    public MethodFixture Fixture { get; }

    public EngineFixture Engine { get; }

    public MethodSystem System { get; }

    public RecordingSecretStore Secrets { get; }

    public ConnectorId Connector { get; } = ConnectorId.Parse("every");

    public ISignIns Authorizations => Engine.Services.GetRequiredService<ISignIns>();

    public IEndpointInvoker Invoker => Engine.Services.GetRequiredService<IEndpointInvoker>();

    public static async Task<MethodHost> StartAsync(MethodFixture fixture)
    {
        var secrets = new RecordingSecretStore();
        var engine = await EngineFixture.StartAsync(builder =>
        {
            builder.Services.AddSingleton<ISecretStore>(secrets);
            fixture.Configure?.Invoke(builder);
        });
        var host = new MethodHost(fixture, engine, await MethodSystem.StartAsync(fixture, engine.Time), secrets);
        await engine.PublishAsync(host.Definition(fixture.Methods(host.System)));
        return host;
    }

    public ConnectorDefinition Definition(params AuthMethod[] methods) => new()
    {
        Id = Connector,
        Title = "Every",
        BaseUrl = System.Url("api"),
        AuthMethods = methods,
        Endpoints = [new() { Id = "me", Method = Fixture.Verb.Method, Path = "/me" }],
        CheckEndpoint = "me",
    };

    public Task<Connection> ConnectAsync(string name = "acme")
    {
        var credentials = Fixture.Credentials(System);
        return Fixture.SignIn is { } signIn
            ? signIn(
                this,
                new()
                {
                    ConnectorId = Connector,
                    Name = name,
                    RedirectUri = RedirectUri,
                    Client = credentials.FirstOrDefault(),
                })
            : Engine.Connections.ConnectAsync(new()
            {
                ConnectorId = Connector,
                Name = name,
                Credential = credentials[0],
                AdditionalCredentials = credentials[1..],
            });
    }

    /// <summary>Reconnects a connection with the same credentials.</summary>
    public Task<Connection> ReconnectAsync(Connection connection)
    {
        var credentials = Fixture.Credentials(System);
        return Fixture.SignIn is { } signIn
            ? signIn(
                this,
                new()
                {
                    ConnectorId = Connector,
                    ConnectionId = connection.Id,
                    RedirectUri = RedirectUri,
                    Client = credentials.FirstOrDefault(),
                })
            : Engine.Connections.ReconnectAsync(connection.Id, credentials);
    }

    public Task<HttpResponseMessage> CallAsync(
        HttpClient client, string url = "me", CancellationToken cancellationToken = default) =>
        client.SendAsync(new(Fixture.Verb, url), cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await Engine.DisposeAsync();
        await System.DisposeAsync();
    }
}
