using Versori.Connectors.Reading;

namespace Versori.Connectors;

/// <summary>Adds known systems to the catalog.</summary>
public static class KnownSystemCatalogExtensions
{
    /// <summary>
    /// Creates the connector of a known system and publishes it, unless it exists. An existing connector stays as it
    /// is, with everything that was edited in it.
    /// </summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="system">The id of the known system, such as <c>hubspot</c>. It becomes the connector's key.</param>
    /// <param name="client">
    /// The host's own OAuth client. Its secret is set if the connector has none of this client; afterwards
    /// <see cref="IConnectorCatalog.SetClientSecretAsync"/> replaces it. Default: none, each connection supplies one.
    /// </param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The connector's key.</returns>
    /// <exception cref="ConnectorException">
    /// <see cref="ConnectorErrorCode.NotFound"/>: the system is not known; the error has the most similar ids.
    /// <see cref="ConnectorErrorCode.InvalidArgument"/>: no method of the system uses a client, or the existing
    /// connector uses another one. <see cref="ConnectorErrorCode.AlreadyExists"/>: the connector was never published,
    /// and has a draft of someone else.
    /// </exception>
    public static async Task<ConnectorId> AddKnownAsync(
        this IConnectorCatalog catalog,
        string system,
        KnownClient? client = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        var known = KnownSystems.Get(system);
        var (definition, methodId) = KnownDefinition.Of(known, client);
        var connector = await catalog.FindAsync(definition.Id, null, cancellationToken).ConfigureAwait(false);
        if (connector?.Definition is null)
            connector = await PublishAsync(catalog, definition, connector, cancellationToken).ConfigureAwait(false);
        if (client is not null && methodId is not null)
            await SetSecretAsync(catalog, connector, methodId, client, cancellationToken).ConfigureAwait(false);
        return definition.Id;
    }

    private static async Task<Connector> PublishAsync(
        IConnectorCatalog catalog,
        ConnectorDefinition definition,
        Connector? existing,
        CancellationToken cancellationToken)
    {
        if (existing?.Draft is { } draft && draft != definition)
        {
            throw KnownDefinition.Error(
                ConnectorErrorCode.AlreadyExists,
                $"The connector '{definition.Id}' was never published and has another draft. Publish or delete it.",
                definition.Id.Value);
        }

        await catalog.SaveDraftAsync(definition, cancellationToken: cancellationToken).ConfigureAwait(false);
        try
        {
            return await catalog.PublishAsync(definition.Id, cancellationToken: cancellationToken)
                .ConfigureAwait(false);
        }
        catch (ConnectorException exception) when (exception.Code == ConnectorErrorCode.NotFound)
        {
            // Another caller has published the same draft in the meantime.
            var found = await catalog.FindAsync(definition.Id, null, cancellationToken).ConfigureAwait(false);
            if (found?.Definition is null) throw;
            return found;
        }
    }

    private static async Task SetSecretAsync(
        IConnectorCatalog catalog,
        Connector connector,
        string methodId,
        KnownClient client,
        CancellationToken cancellationToken)
    {
        var method = connector.Definition!.AuthMethods.OfType<OAuth2Auth>().FirstOrDefault(own => own.Id == methodId);
        if (method?.ClientId != client.ClientId)
        {
            throw KnownDefinition.Error(
                ConnectorErrorCode.InvalidArgument,
                $"The auth method '{methodId}' of the existing connector '{connector.Id}' does not use this client. "
                    + $"Change {nameof(OAuth2Auth.ClientId)} with {nameof(IConnectorCatalog)}."
                    + $"{nameof(IConnectorCatalog.EditAsync)}.",
                "clientId");
        }

        if (client.ClientSecret is not { } secret) return;
        if (connector.FindClientSecret(methodId, client.ClientId) is not null) return;
        await catalog.SetClientSecretAsync(connector.Id, methodId, secret, client.ClientId, cancellationToken)
            .ConfigureAwait(false);
    }
}
