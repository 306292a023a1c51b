using Versori.Connectors.Authentication.OAuth2;
using Versori.Connectors.Connecting;

namespace Versori.Connectors.Authorizing;

/// <summary>Keeps the secrets of the host's own clients: a new version is written, then the connector names it, then the old one goes.</summary>
internal sealed class ClientSecrets(IConnectorStore connectors, ISecretStore secrets)
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
        catch
        {
            await secrets.DeleteAsync(written, CancellationToken.None).ConfigureAwait(false);
            throw;
        }

        if (connector.ClientSecrets.TryGetValue(methodId, out var old)) await secrets.DeleteAsync(old, cancellationToken).ConfigureAwait(false);
    }
}
