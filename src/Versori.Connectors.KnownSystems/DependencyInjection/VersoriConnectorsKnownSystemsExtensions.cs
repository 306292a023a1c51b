using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Versori.Connectors;
using Versori.Connectors.Reading;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds known systems to a host.</summary>
public static class VersoriConnectorsKnownSystemsExtensions
{
    /// <summary>
    /// Lets the host's other parts use the catalogue of known systems: generation completes documents that leave out
    /// how to authenticate, and plans know the systems by their names. Nothing is created.
    /// </summary>
    /// <param name="builder">The builder that <c>AddVersoriConnectors</c> returned.</param>
    public static VersoriConnectorsBuilder AddKnownSystems(this VersoriConnectorsBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.TryAddSingleton(KnownSystems.Hosts);
        return builder;
    }

    /// <summary>
    /// Creates the connector of a known system when the host starts, unless it exists
    /// (<see cref="KnownSystemCatalogExtensions.AddKnownAsync"/>). Any number of processes can start with it.
    /// </summary>
    /// <remarks>A client that the existing connector does not use fails the start of the host.</remarks>
    /// <param name="builder">The builder that <c>AddVersoriConnectors</c> returned.</param>
    /// <param name="system">The id of the known system, such as <c>hubspot</c>.</param>
    /// <param name="client">The host's own OAuth client. Default: none, each connection supplies one.</param>
    /// <exception cref="ConnectorException">
    /// The system is not known, or no method of it uses a client. The error has what is possible.
    /// </exception>
    public static VersoriConnectorsBuilder AddKnownSystem(
        this VersoriConnectorsBuilder builder, string system, KnownClient? client = null)
    {
        builder.AddKnownSystems();
        var known = KnownSystems.Get(system);
        KnownDefinition.Of(known, client);
        builder.Services.AddSingleton<IHostedService>(
            provider => new KnownSystemStart(provider.GetRequiredService<IConnectorCatalog>(), known.Id, client));
        return builder;
    }
}
