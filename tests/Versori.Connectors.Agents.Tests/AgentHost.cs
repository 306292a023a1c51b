using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Versori.Connectors.AI;
using Versori.Connectors.Generation;

namespace Versori.Connectors.Agents.Tests;

/// <summary>
/// A host whose template <c>desk/tracker</c> has a tracker of issues on loopback, which accepts its users' tokens.
/// </summary>
internal sealed class AgentHost : IAsyncDisposable
{
    /// <summary>The text by which tests search for secrets.</summary>
    public const string Canary = "canary-4f9a1c";

    public static readonly TemplateId Template = new("desk", "tracker");

    private AgentHost(LoopbackServer system, ServiceProvider services)
    {
        System = system;
        Services = services;
    }

    public static string TokenOf(string user) => $"{Canary}-{user}";

    public LoopbackServer System { get; }

    public ServiceProvider Services { get; }

    public T Get<T>()
        where T : notnull => Services.GetRequiredService<T>();

    /// <summary>Starts a host.</summary>
    public static async Task<AgentHost> StartAsync(
        Action<VersoriConnectorsBuilder>? configure = null,
        string? document = null,
        RequestDelegate? respond = null,
        bool sharesConnection = false)
    {
        var system = await LoopbackServer.StartAsync(respond ?? TrackerSystem.RespondAsync);
        var services = new ServiceCollection();
        var builder = services.AddVersoriConnectors().AddAgentTools();
        configure?.Invoke(builder);
        var host = new AgentHost(system, services.BuildServiceProvider(validateScopes: true));
        await PublishAsync(host.Services, system, document ?? TrackerSystem.Document, sharesConnection);
        return host;
    }

    /// <summary>Publishes a document as the connector of the template.</summary>
    public static async Task PublishAsync(
        IServiceProvider services, LoopbackServer system, string document, bool sharesConnection = false)
    {
        var source = ConnectorSource.OpenApi(document).WithId("tracker")
            .WithBaseUrl(system.BaseAddress.AbsoluteUri.TrimEnd('/'))
            .WithAuth(new BearerAuth());
        var definition = (await ConnectorGenerator.Create().ImportAsync(source)).Definition;
        var catalog = services.GetRequiredService<IConnectorCatalog>();
        await catalog.SaveDraftAsync(definition);
        await catalog.PublishAsync(definition.Id);
        await catalog.LinkAsync(new()
        {
            Id = Template,
            ConnectorId = definition.Id,
            Sharing = sharesConnection ? TemplateSharing.Shared : TemplateSharing.PerOwner,
        });
    }

    public Task<Connection> ConnectAsync(string user) => ConnectAsync(Services, user);

    /// <summary>Connects the account of a user.</summary>
    public static Task<Connection> ConnectAsync(IServiceProvider services, string user) =>
        services.GetRequiredService<IConnections>().ConnectAsync(new ConnectRequest
        {
            ConnectorId = new("tracker"),
            Name = user,
            Owner = Owner.User(user),
            Credential = Credential.Bearer(TokenOf(user)),
            CheckCredential = false,
        });

    public async Task<AgentToolset> ToolsAsync(string user, AgentToolOptions? options = null) =>
        await Get<IAgentTools>().CreateAsync(Template, Owner.User(user), options);

    public async ValueTask DisposeAsync()
    {
        await Services.DisposeAsync();
        await System.DisposeAsync();
    }
}
