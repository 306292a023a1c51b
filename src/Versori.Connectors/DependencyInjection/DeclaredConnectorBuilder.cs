using Versori.Connectors;
using Versori.Connectors.Catalog;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>
/// The builder of a connector that is declared at start-up. It adds the connector's templates. Everything else is added
/// to <see cref="Connectors"/>: <c>AddConnector(…).Connectors.AddGeneration()</c>.
/// </summary>
public sealed class DeclaredConnectorBuilder
{
    private readonly ConnectorDeclaration _declaration;

    internal DeclaredConnectorBuilder(VersoriConnectorsBuilder builder, ConnectorDeclaration declaration)
    {
        Connectors = builder;
        _declaration = declaration;
    }

    /// <summary>The builder that <c>AddVersoriConnectors</c> returned, for further connectors and settings.</summary>
    public VersoriConnectorsBuilder Connectors { get; }

    /// <summary>The host's services.</summary>
    public IServiceCollection Services => Connectors.Services;

    /// <summary>
    /// Links a template to the connector when the host starts. A template that exists is extended by the endpoints that
    /// it lacks, as by a plan. Everything else that was changed in the catalog stays: further endpoints, auth methods,
    /// the pinned version. A declared endpoint that was removed in the catalog is added again.
    /// </summary>
    /// <remarks>
    /// To take an endpoint from a template, remove it here, and in the catalog
    /// (<see cref="IConnectorCatalog.LinkAsync"/>). A template that is linked to another connector fails the start of
    /// the host with a <see cref="ConnectorException"/>.
    /// </remarks>
    /// <param name="integration">The integration's name in the host.</param>
    /// <param name="template">The name by which the integration's code refers to the connector.</param>
    /// <param name="endpoints">The ids of the endpoints that it needs. None: all of the definition.</param>
    public DeclaredConnectorBuilder AddTemplate(string integration, string template, params string[] endpoints) =>
        Add(integration, template, sharing: null, endpoints);

    /// <inheritdoc cref="AddTemplate(string, string, string[])" />
    /// <param name="integration">The integration's name in the host.</param>
    /// <param name="template">The name by which the integration's code refers to the connector.</param>
    /// <param name="sharing">
    /// Whether all users share one connection or each end user has one. A template that exists is changed to it.
    /// Without this argument, new templates are shared, and existing ones stay as they are.
    /// </param>
    /// <param name="endpoints">The ids of the endpoints that it needs. None: all of the definition.</param>
    public DeclaredConnectorBuilder AddTemplate(
        string integration, string template, TemplateSharing sharing, params string[] endpoints) =>
        Add(integration, template, sharing, endpoints);

    /// <summary>Declares a further connector.</summary>
    /// <inheritdoc cref="VersoriConnectorsDeclarationExtensions.AddConnector" path="/param" />
    public DeclaredConnectorBuilder AddConnector(ConnectorDefinition definition) => Connectors.AddConnector(definition);

    private DeclaredConnectorBuilder Add(
        string integration, string template, TemplateSharing? sharing, string[] endpoints)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(integration);
        TemplateCheck.ThrowIfNotIntegration(integration);
        ArgumentException.ThrowIfNullOrWhiteSpace(template);
        ArgumentNullException.ThrowIfNull(endpoints);
        _declaration.Templates.Add(new(new(integration, template), sharing, [.. endpoints]));
        return this;
    }
}
