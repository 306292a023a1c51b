using Microsoft.Extensions.DependencyInjection.Extensions;
using Versori.Connectors;
using Versori.Connectors.AI;
using Versori.Connectors.AI.Functions;
using Versori.Connectors.AI.Results;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds functions for models to a host.</summary>
public static class VersoriConnectorsAgentExtensions
{
    /// <summary>
    /// Adds <see cref="IAgentTools"/>. Large connectors are searched with the host's <see cref="IEndpointSearch"/>,
    /// which <c>AddGeneration</c> adds, else by comparing words. If a call lacks a connection, its result has a link of
    /// the host's <see cref="IConnectLinkProvider"/>, if there is one.
    /// </summary>
    /// <param name="builder">The builder that <c>AddVersoriConnectors</c> returned.</param>
    public static VersoriConnectorsBuilder AddAgentTools(this VersoriConnectorsBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.TryAddSingleton<ResultStore>();
        builder.Services.TryAddSingleton(provider => new AgentCatalogs(
            provider.GetRequiredService<IConnectorCatalog>(),
            provider.GetRequiredService<IEndpointInvoker>(),
            provider.GetRequiredService<ResultStore>(),
            provider.GetService<IEndpointSearch>(),
            provider.GetService<IConnectLinkProvider>()));
        builder.Services.TryAddSingleton<IAgentTools, AgentTools>();
        return builder;
    }
}
