namespace Versori.Connectors;

/// <summary>Shorter calls for the usual cases of managing connectors.</summary>
public static class ConnectorCatalogExtensions
{
    /// <summary>
    /// Publishes a definition: saves it as the connector's draft, and publishes that draft. The connector is created if
    /// it does not exist. A definition that is published already gets no new version.
    /// </summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="definition">The definition. It replaces a draft that exists.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="ConnectorException">
    /// The definition has problems; each is located by a JSON pointer. It is the draft then.
    /// <see cref="ConnectorErrorCode.Conflict"/>: the connector was changed in between.
    /// </exception>
    public static async Task<Connector> PublishAsync(
        this IConnectorCatalog catalog,
        ConnectorDefinition definition,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(definition);
        var drafted = await catalog.SaveDraftAsync(definition, cancellationToken: cancellationToken)
            .ConfigureAwait(false);
        return await catalog.PublishAsync(definition.Id, drafted.Revision, cancellationToken).ConfigureAwait(false);
    }
}
