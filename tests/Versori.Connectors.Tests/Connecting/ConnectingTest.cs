using Microsoft.Extensions.DependencyInjection;
using Versori.Connectors.Tests.Engine;

namespace Versori.Connectors.Tests.Connecting;

/// <summary>An engine whose stores can be observed and made to fail.</summary>
public abstract class ConnectingTest : IAsyncLifetime
{
    protected static readonly ConnectorId SystemId = ConnectorId.Parse("system");

    protected EngineFixture Engine { get; private set; } = null!;

    protected ScriptedExternalSystem External => Engine.System;

    protected IConnections Connections => Engine.Connections;

    protected RecordingSecretStore Secrets => (RecordingSecretStore)Engine.Services.GetRequiredService<ISecretStore>();

    protected Outage Outage => Engine.Services.GetRequiredService<Outage>();

    protected Credential Good => Credential.OAuth2ClientCredentials(External.ClientId, External.ClientSecret);

    public async ValueTask InitializeAsync() => Engine = await EngineFixture.StartAsync(builder =>
    {
        builder.Services.AddSingleton<Outage>();
        builder.UseSecretStore<RecordingSecretStore>()
            .UseConnectionStore<UnreliableConnectionStore>().UseConnectorStore<UnreliableConnectorStore>();
    });

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return Engine.DisposeAsync();
    }

    protected async Task<Connection> ConnectBearerAsync(
        string name, string token, Owner owner = default, bool isDefault = false)
    {
        External.AcceptBearer(token);
        return await Connections.ConnectAsync(new()
        {
            ConnectorId = SystemId,
            Name = name,
            Credential = Credential.Bearer(token),
            Owner = owner,
            IsDefault = isDefault,
        });
    }

    /// <summary>Publishes a connector with a bearer token and links a template to it.</summary>
    protected async Task<ConnectionTemplate> LinkAsync(TemplateSharing sharing = default)
    {
        await Engine.PublishAsync(Engine.Definition(methods: new BearerAuth()));
        return await Engine.LinkAsync(SystemId, sharing: sharing);
    }

    /// <summary>Sends a request over a template and returns the token that arrives.</summary>
    protected async Task<string> TokenOfAsync(ConnectionTemplate template, Owner owner = default)
    {
        using var client = await Engine.Clients.CreateClientAsync(template.Id, owner);
        using var response = await client.GetAsync("me");
        return External.RecordedApiRequests[^1].Authorization!["Bearer ".Length..];
    }

    protected static async Task<ConnectorException> RefusedAsync(ConnectorErrorCode code, Func<Task> call)
    {
        var exception = await Assert.ThrowsAsync<ConnectorException>(call);
        Assert.Equal(code, exception.Code);
        return exception;
    }

    protected async Task AssertNothingLeftAsync()
    {
        Assert.Empty(await Connections.ListAsync(new()).ToListAsync());
        Assert.Empty(Secrets.Live);
    }
}
