using Microsoft.Extensions.DependencyInjection;

namespace Versori.Connectors.Generation.Tests;

/// <summary>The way from a source to calls: plan, apply, connect, invoke.</summary>
internal sealed class SourceJourney : IAsyncDisposable
{
    public const string Token = "s3cr3t-token";

    private readonly ServiceProvider _provider;
    private readonly PlannedConnector _planned;
    private readonly TemplateId _template;

    private SourceJourney(ServiceProvider provider, PlannedConnector planned, TemplateId template)
    {
        _provider = provider;
        _planned = planned;
        _template = template;
    }

    public IReadOnlyList<string> Endpoints => _planned.Endpoints;

    public HttpClient CreateClient() =>
        _provider.GetRequiredService<IConnectorClientFactory>().CreateClient(_template);

    public static async Task<SourceJourney> StartAsync(string requirements, ConnectorSource source)
    {
        var services = new ServiceCollection();
        services.AddVersoriConnectors().AddGeneration();
        var provider = services.BuildServiceProvider();
        var plan = await provider.GetRequiredService<IConnectorGenerator>()
            .PlanAsync(requirements, [source.WithAuth(new BearerAuth())]);
        var planned = plan.Connectors.Single();
        var templates = await provider.GetRequiredService<IConnectorCatalog>().ApplyAsync(plan, "journey");
        var template = templates[planned.TemplateName];
        await provider.GetRequiredService<IConnections>().ConnectAsync(new()
        {
            ConnectorId = template.ConnectorId,
            Name = "account",
            Credential = Credential.Bearer(Token),
            CheckCredential = false,
        });
        return new(provider, planned, template.Id);
    }

    public Task<InvocationResult> InvokeAsync(string endpoint, EndpointArguments arguments) =>
        _provider.GetRequiredService<IEndpointInvoker>().InvokeAsync(_template, endpoint, arguments);

    public ValueTask DisposeAsync() => _provider.DisposeAsync();
}
