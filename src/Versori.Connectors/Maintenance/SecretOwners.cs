using Versori.Connectors.Authentication.OAuth2;
using Versori.Connectors.Connecting;
using Versori.Connectors.Refresh;

namespace Versori.Connectors.Maintenance;

/// <summary>Finds the owners of secrets: connections, connectors and sign-ins.</summary>
internal sealed class SecretOwners(
    IConnectorStore connectors, IConnectionStore connections, IPendingSignInStore authorizations)
{
    public async ValueTask<SecretOwner> FindAsync(SecretHolder holder, CancellationToken cancellationToken)
    {
        if (ConnectionId.TryParse(holder.Id, null, out var connectionId) && holder == SecretHolder.For(connectionId))
        {
            var connection = await connections.FindAsync(connectionId, cancellationToken).ConfigureAwait(false);
            return new(holder, connection is not null, reference => IsOrphaned(reference, connection!));
        }

        if (ConnectorId.TryParse(holder.Id, null, out var connectorId) && holder == SecretHolder.For(connectorId))
        {
            var connector = await connectors.FindAsync(connectorId, null, cancellationToken).ConfigureAwait(false);
            return new(holder, connector is not null, reference => IsOrphaned(reference, connector!));
        }

        if (holder == SecretHolder.ForSignIn(holder.Id))
        {
            var pending = await authorizations.FindAsync(holder.Id, cancellationToken).ConfigureAwait(false);
            return new(holder, pending is not null, reference => reference != pending!.Secrets);
        }

        // Secrets that the engine did not write are left alone.
        return new(holder, Exists: true, _ => false);
    }

    // The secrets of a connection's webhooks are found by their names. No reference to them is stored, so they are
    // kept.
    private static bool IsOrphaned(SecretReference reference, Connection connection)
    {
        if (!IsCredentialOrToken(reference) || reference == connection.Snapshot.Secrets) return false;
        return !connection.Tokens.Any(token => token.Secret == reference);
    }

    private static bool IsCredentialOrToken(SecretReference reference) =>
        reference.Name == ConnectionSecrets.CredentialName
        || reference.Name.StartsWith(TokenWriter.SecretPrefix, StringComparison.Ordinal);

    private static bool IsOrphaned(SecretReference reference, Connector connector) =>
        reference.Name.StartsWith(OAuth2Clients.SecretPrefix, StringComparison.Ordinal)
        && !connector.ClientSecrets.Values.Contains(reference);
}
