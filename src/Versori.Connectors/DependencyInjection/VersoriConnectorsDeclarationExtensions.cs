using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Versori.Connectors;
using Versori.Connectors.Catalog;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Declares connectors and templates in the host's start-up code.</summary>
public static class VersoriConnectorsDeclarationExtensions
{
    /// <summary>
    /// Declares a connector. When the host starts, it is created if it does not exist, and extended by what it lacks of
    /// the definition, as by a plan: endpoints, auth methods, scopes, webhooks. What was changed centrally stays. Any
    /// number of processes can start with the same declarations.
    /// </summary>
    /// <remarks>
    /// A definition with problems fails the start of the host with a <see cref="ConnectorException"/>.
    /// </remarks>
    /// <param name="builder">The builder that <c>AddVersoriConnectors</c> returned.</param>
    /// <param name="definition">The definition.</param>
    public static DeclaredConnectorBuilder AddConnector(
        this VersoriConnectorsBuilder builder, ConnectorDefinition definition)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(definition);
        return builder.AddDeclaration(new((_, _, _) => Task.FromResult(definition)));
    }

    internal static DeclaredConnectorBuilder AddDeclaration(
        this VersoriConnectorsBuilder builder, ConnectorDeclaration declaration)
    {
        builder.Services.AddSingleton(declaration);
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, DeclaredConnectors>());
        return new(builder, declaration);
    }
}
