using Microsoft.Extensions.Logging;
using Versori.Connectors.Authentication.OAuth2;
using Versori.Connectors.Connecting;
using Versori.Connectors.Diagnostics;

namespace Versori.Connectors.SignIn;

/// <summary>
/// Replaces the secret of a host's own client: it writes the new secret, saves its reference on the connector, then
/// deletes the old secret.
/// </summary>
internal sealed class ClientSecretRotation(
    IConnectorStore connectors, ISecretStore secrets, ILogger<ClientSecretRotation> logger)
{
    public async Task RotateAsync(
        ConnectorId connectorId, string methodId, Secret secret, CancellationToken cancellationToken)
    {
        var connector = await connectors.FindAsync(connectorId, null, cancellationToken).ConfigureAwait(false)
            ?? throw ConnectionErrors.ConnectorNotFound(connectorId);
        var scope = SecretHolder.For(connectorId);
        var written = await secrets.WriteAsync(scope, OAuth2Clients.SecretName(methodId), secret, cancellationToken)
            .ConfigureAwait(false);
        try
        {
            var result = await SaveAsync(connector, methodId, written, cancellationToken).ConfigureAwait(false);
            while (!result.IsSaved)
            {
                connector = result.Current ?? throw ConnectionErrors.ConnectorNotFound(connectorId);
                result = await SaveAsync(connector, methodId, written, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (ConnectorException)
        {
            await secrets.DeleteAsync(written, CancellationToken.None).ConfigureAwait(false);
            throw;
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // The save may have succeeded although it threw, for example if the store's response was lost.
            var wasSaved = await WasSavedAsync(connectorId, methodId, written).ConfigureAwait(false);
            if (wasSaved is null) throw;
            if (wasSaved is false)
            {
                await secrets.DeleteAsync(written, CancellationToken.None).ConfigureAwait(false);
                throw;
            }
        }

        if (connector.ClientSecrets.TryGetValue(methodId, out var old))
        {
            await secrets.DeleteAsync(old, CancellationToken.None).ConfigureAwait(false);
        }
    }

    private ValueTask<SaveResult<Connector>> SaveAsync(
        Connector connector, string methodId, SecretReference written, CancellationToken cancellationToken)
    {
        var references = new Dictionary<string, SecretReference>(connector.ClientSecrets, StringComparer.Ordinal)
        {
            [methodId] = written,
        };
        return connectors.SaveAsync(connector with { ClientSecrets = references }, cancellationToken);
    }

    // Null if the store cannot be read. The new secret is kept then: a secret without a reference is harmless, but a
    // reference without its secret is not.
    private async Task<bool?> WasSavedAsync(ConnectorId connectorId, string methodId, SecretReference written)
    {
        try
        {
            var found = await connectors.FindAsync(connectorId, null, CancellationToken.None).ConfigureAwait(false);
            return found is not null
                && found.ClientSecrets.TryGetValue(methodId, out var reference)
                && reference == written;
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            logger.StoreUnavailable(exception, connectorId.ToString());
            return null;
        }
    }
}
