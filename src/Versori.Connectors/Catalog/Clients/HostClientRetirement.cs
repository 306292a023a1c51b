using Versori.Connectors.Auditing;
using Versori.Connectors.Connecting;

namespace Versori.Connectors.Catalog;

/// <summary>Retires a client of the host: removes its secret once nothing authenticates with the client.</summary>
internal sealed class HostClientRetirement(
    IConnectorStore connectors, HostClients clients, HostClientSecrets clientSecrets, AuditTrail audit)
{
    /// <summary>How many connections an error names; there may be thousands.</summary>
    private const int MaximumNamedUsers = 20;

    public async Task RetireAsync(
        ConnectorId connectorId, string methodId, string clientId, bool force, CancellationToken cancellationToken)
    {
        var connector = await connectors.FindAsync(connectorId, null, cancellationToken).ConfigureAwait(false)
            ?? throw ConnectionErrors.ConnectorNotFound(connectorId);
        if (HostClients.IsDeclared(connector, methodId, clientId)) throw InDefinition(methodId, clientId);
        var isUsed = await clients.ListUsersAsync(connectorId, methodId, clientId, cancellationToken)
            .AnyAsync(cancellationToken).ConfigureAwait(false);
        if (!isUsed && connector.FindClientSecret(methodId, clientId) is null)
            throw Unknown(connector, methodId, clientId);
        if (isUsed && !force)
        {
            await ThrowIfUsedAsync(connectorId, methodId, clientId, cancellationToken).ConfigureAwait(false);
        }

        var wasRemoved = await clientSecrets.RemoveAsync(connectorId, methodId, clientId, cancellationToken)
            .ConfigureAwait(false);
        if (wasRemoved)
            await audit.RecordAsync(AuditAction.ClientRetired, connectorId, methodId).ConfigureAwait(false);
    }

    private async Task ThrowIfUsedAsync(
        ConnectorId connectorId, string methodId, string clientId, CancellationToken cancellationToken)
    {
        var users = new List<Connection>();
        var listed = clients.ListUsersAsync(connectorId, methodId, clientId, cancellationToken);
        await foreach (var connection in listed.ConfigureAwait(false))
        {
            users.Add(connection);
            if (users.Count == MaximumNamedUsers) break;
        }

        if (users.Count == 0) return;
        var names = string.Join(", ", users.Select(user => $"'{user.Name}' of {user.Owner.InWords}"));
        throw new ConnectorException(new ConnectorError
        {
            Code = ConnectorErrorCode.InUse,
            Message = $"The client '{clientId}' is still used by the connections {names}"
                + $"{(users.Count == MaximumNamedUsers ? ", …" : "")}. Upgrade or reconnect these first, or retire it "
                + "with force: they then have to be connected again.",
            Location = clientId,
            Related = [.. users.Select(user => user.Id.ToString())],
        });
    }

    private static ConnectorException InDefinition(string methodId, string clientId) => ConnectionErrors.Create(
        ConnectorErrorCode.InUse,
        $"The auth method '{methodId}' signs people in with the client '{clientId}'. "
            + "Set another client on it first (IConnectorCatalog.EditAsync).",
        clientId);

    private static ConnectorException Unknown(Connector connector, string methodId, string clientId)
    {
        var prefix = Connector.ClientSecretKey(methodId, "x")[..^1];
        var kept = connector.ClientSecrets.Keys
            .Where(key => key.StartsWith(prefix, StringComparison.Ordinal))
            .Select(key => key[prefix.Length..])
            .Order(StringComparer.Ordinal)
            .Take(MaximumNamedUsers)
            .ToArray();
        return ConnectionErrors.Create(
            ConnectorErrorCode.NotFound,
            $"The connector '{connector.Id}' has no secret of a client '{clientId}' of the auth method '{methodId}', "
                + "and no connection uses such a client. Clients of the method that have one: "
                + $"{(kept.Length == 0 ? "none" : string.Join(", ", kept))}.",
            clientId);
    }
}
