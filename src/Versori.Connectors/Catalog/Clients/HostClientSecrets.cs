using Microsoft.Extensions.Logging;
using Versori.Connectors.Authentication.OAuth2;
using Versori.Connectors.Connecting;
using Versori.Connectors.Diagnostics;

namespace Versori.Connectors.Catalog;

/// <summary>
/// Sets and removes the secrets of a host's own clients. The secret of one client never replaces that of another:
/// connections that were made with an earlier client still need it.
/// </summary>
internal sealed class HostClientSecrets(
    IConnectorStore connectors, ISecretStore secrets, HostClients clients, ILogger<HostClientSecrets> logger)
{
    /// <summary>
    /// Sets a client's secret: writes it, saves its reference on the connector, then deletes the one it replaces.
    /// </summary>
    public async Task SetAsync(
        ConnectorId connectorId,
        string methodId,
        string? clientId,
        Secret secret,
        CancellationToken cancellationToken)
    {
        var connector = await FindAsync(connectorId, cancellationToken).ConfigureAwait(false);
        var client = await clients.FindClientIdAsync(connector, methodId, clientId, cancellationToken)
            .ConfigureAwait(false);
        var key = Connector.ClientSecretKey(methodId, client);
        var scope = SecretHolder.For(connectorId);
        var written = await secrets.WriteAsync(scope, OAuth2Clients.SecretName(methodId), secret, cancellationToken)
            .ConfigureAwait(false);
        try
        {
            connector = await SaveAsync(connector, key, written, cancellationToken).ConfigureAwait(false);
        }
        catch (ConnectorException)
        {
            await secrets.DeleteAsync(written, CancellationToken.None).ConfigureAwait(false);
            throw;
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // The save may have succeeded although it threw, for example if the store's response was lost.
            var wasSaved = await WasSavedAsync(connectorId, key, written).ConfigureAwait(false);
            if (wasSaved is null) throw;
            if (wasSaved is false)
            {
                await secrets.DeleteAsync(written, CancellationToken.None).ConfigureAwait(false);
                throw;
            }
        }

        if (connector.ClientSecrets.TryGetValue(key, out var replaced))
        {
            await secrets.DeleteAsync(replaced, CancellationToken.None).ConfigureAwait(false);
        }
    }

    /// <summary>Removes a client's secret, if there is one.</summary>
    /// <returns>Whether there was one.</returns>
    public async Task<bool> RemoveAsync(
        ConnectorId connectorId, string methodId, string clientId, CancellationToken cancellationToken)
    {
        var connector = await FindAsync(connectorId, cancellationToken).ConfigureAwait(false);
        var key = Connector.ClientSecretKey(methodId, clientId);
        connector = await SaveAsync(connector, key, written: null, cancellationToken).ConfigureAwait(false);
        if (!connector.ClientSecrets.TryGetValue(key, out var removed)) return false;
        await secrets.DeleteAsync(removed, CancellationToken.None).ConfigureAwait(false);
        return true;
    }

    private async Task<Connector> FindAsync(ConnectorId id, CancellationToken cancellationToken) =>
        await connectors.FindAsync(id, null, cancellationToken).ConfigureAwait(false)
        ?? throw ConnectionErrors.ConnectorNotFound(id);

    /// <returns>The connector as it was before the save.</returns>
    private async Task<Connector> SaveAsync(
        Connector connector, string key, SecretReference? written, CancellationToken cancellationToken)
    {
        SaveResult<Connector> result;
        do
        {
            var references = new Dictionary<string, SecretReference>(connector.ClientSecrets, StringComparer.Ordinal);
            if (written is { } reference) references[key] = reference;
            else if (!references.Remove(key)) return connector;
            var changed = connector with { ClientSecrets = references };
            result = await connectors.SaveAsync(changed, cancellationToken).ConfigureAwait(false);
            if (!result.IsSaved) connector = result.Current ?? throw ConnectionErrors.ConnectorNotFound(connector.Id);
        }
        while (!result.IsSaved);

        return connector;
    }

    // Null if the store cannot be read. The new secret is kept then: a secret without a reference is harmless, but a
    // reference without its secret is not.
    private async Task<bool?> WasSavedAsync(ConnectorId connectorId, string key, SecretReference written)
    {
        try
        {
            var found = await connectors.FindAsync(connectorId, null, CancellationToken.None).ConfigureAwait(false);
            return found is not null
                && found.ClientSecrets.TryGetValue(key, out var reference)
                && reference == written;
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            logger.StoreUnavailable(exception, connectorId.ToString());
            return null;
        }
    }
}
