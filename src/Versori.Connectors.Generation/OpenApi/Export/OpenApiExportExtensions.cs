using Versori.Connectors.Generation.OpenApi.Export;

namespace Versori.Connectors.Generation;

/// <summary>Exports definitions, plans and templates as OpenAPI 3.1 documents.</summary>
public static class OpenApiExportExtensions
{
    /// <summary>Exports a definition.</summary>
    /// <param name="definition">The definition.</param>
    /// <param name="endpoints">The ids of the endpoints. Default or empty: all endpoints.</param>
    /// <param name="options">The settings. Default: those of <see cref="OpenApiExportOptions"/>.</param>
    /// <exception cref="ConnectorException">
    /// The definition has no endpoint of one of the ids (<see cref="ConnectorErrorCode.NotFound"/>).
    /// </exception>
    public static OpenApiExport ToOpenApi(
        this ConnectorDefinition definition,
        IReadOnlyList<string>? endpoints = null,
        OpenApiExportOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(definition);
        return DefinitionExporter.Export(definition, endpoints ?? [], options ?? new());
    }

    /// <summary>Exports the endpoints that a plan chose of one connector.</summary>
    /// <param name="connector">The connector of the plan.</param>
    /// <param name="options">The settings. Default: those of <see cref="OpenApiExportOptions"/>.</param>
    /// <exception cref="ConnectorException">
    /// The plan names an endpoint that its definition lacks (<see cref="ConnectorErrorCode.NotFound"/>).
    /// </exception>
    public static OpenApiExport ToOpenApi(this PlannedConnector connector, OpenApiExportOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(connector);
        return connector.Definition.ToOpenApi(connector.Endpoints, options);
    }

    /// <summary>
    /// Exports the endpoints of a template, from the version of the connector that the template uses.
    /// </summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="template">The template.</param>
    /// <param name="options">The settings. Default: those of <see cref="OpenApiExportOptions"/>.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="ConnectorException">
    /// <see cref="ConnectorErrorCode.NotFound"/>: the template, its connector, the published version, or one of its
    /// endpoints does not exist.
    /// </exception>
    public static async Task<OpenApiExport> ExportOpenApiAsync(
        this IConnectorCatalog catalog,
        TemplateId template,
        OpenApiExportOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        var found = await catalog.FindTemplateAsync(template, cancellationToken).ConfigureAwait(false)
            ?? throw ExportErrors.NotFound($"There is no template '{template}'.", template.ToString());
        var connector = await catalog
            .FindAsync(found.ConnectorId, found.PinnedVersion, cancellationToken)
            .ConfigureAwait(false);
        var definition = connector?.Definition
            ?? throw ExportErrors.NotFound(
                $"The connector '{found.ConnectorId}' of the template '{template}' is not published. "
                + $"Publish it with {nameof(IConnectorCatalog)}.{nameof(IConnectorCatalog.PublishAsync)}.",
                found.ConnectorId.Value);
        return definition.ToOpenApi(found.Endpoints, options);
    }
}
