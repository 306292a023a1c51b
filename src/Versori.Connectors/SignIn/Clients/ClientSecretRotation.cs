using Microsoft.Extensions.Logging;
using Versori.Connectors.Authentication.OAuth2;
using Versori.Connectors.Connecting;
using Versori.Connectors.Diagnostics;

namespace Versori.Connectors.Authorizing;

/// <summary>Keeps the secrets of the host's own clients: a new version is written, then the connector names it, then the old one goes.</summary>
internal sealed class ClientSecrets(IConnectorStore connectors, ISecretStore secrets, ILogger<ClientSecrets> logger)
{
    public async Task RotateAsync(ConnectorId connectorId, string methodId, Secret secret, CancellationToken cancellationToken)
    {
        var connector = await connectors.FindAsync(connectorId, null, cancellationToken).ConfigureAwait(false) ?? throw ConnectionErrors.ConnectorNotFound(connectorId);
        var written = await secrets.WriteAsync(SecretScope.For(connectorId), OAuth2Clients.SecretName(methodId), secret, cancellationToken).ConfigureAwait(false);
        try
        {
            while (true)
            {
                var next = new Dictionary<string, SecretReference>(connector.ClientSecrets, StringComparer.Ordinal) { [methodId] = written };
                var result = await connectors.SaveAsync(connector with { ClientSecrets = next }, cancellationToken).ConfigureAwait(false);
                if (result.IsSaved) break;
                connector = result.Current ?? throw ConnectionErrors.ConnectorNotFound(connectorId);
            }
        }
        catch (ConnectorException)
        {
            await secrets.DeleteAsync(written, CancellationToken.None).ConfigureAwait(false);
            throw;
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // A save that failed may have been done all the same, as when its answer was lost on the way.
            if (await WasSavedAsync(connectorId, methodId, written).ConfigureAwait(false) is not { } wasSaved) throw;
            if (!wasSaved)
            {
                await secrets.DeleteAsync(written, CancellationToken.None).ConfigureAwait(false);
                throw;
            }
        }

        if (connector.ClientSecrets.TryGetValue(methodId, out var old)) await secrets.DeleteAsync(old, CancellationToken.None).ConfigureAwait(false);
    }

    // While nobody can say, the secret stays: one that nothing names does no harm, one that is named and gone does.
    private async Task<bool?> WasSavedAsync(ConnectorId connectorId, string methodId, SecretReference written)
    {
        try
        {
            var found = await connectors.FindAsync(connectorId, null, CancellationToken.None).ConfigureAwait(false);
            return found is not null && found.ClientSecrets.TryGetValue(methodId, out var reference) && reference == written;
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            logger.StoreUnavailable(exception, connectorId.ToString());
            return null;
        }
    }
}
