using System.Runtime.CompilerServices;
using Versori.Connectors.Authentication.OAuth2;
using Versori.Connectors.Connecting;

namespace Versori.Connectors.Catalog;

/// <summary>
/// Finds the host's own clients: those that definitions name, and those that only the snapshots of existing connections
/// still name.
/// </summary>
internal sealed class HostClients(IConnectionStore connections, ISecretStore secrets)
{
    /// <summary>Finds the client whose secret is set.</summary>
    /// <param name="connector">The connector.</param>
    /// <param name="methodId">The auth method.</param>
    /// <param name="clientId">The client; <see langword="null"/>: the method's current client.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="ConnectorException">No method of that id uses such a client.</exception>
    public async ValueTask<string> FindClientIdAsync(
        Connector connector, string methodId, string? clientId, CancellationToken cancellationToken)
    {
        var declared = Declared(connector, methodId).FirstOrDefault();
        // A secret may be set before the definition changes over to its client.
        if (declared is not null) return clientId ?? declared;
        if (clientId is not null && connector.FindClientSecret(methodId, clientId) is not null) return clientId;

        var kept = await KeptAsync(connector.Id, methodId, cancellationToken).ConfigureAwait(false);
        if (clientId is null && kept.Count == 1) return kept.First();
        if (clientId is not null && kept.Contains(clientId)) return clientId;
        throw kept.Count == 0 ? NoHostClient(connector, methodId) : Unclear(methodId, kept);
    }

    /// <summary>Whether the published definition or the draft names the client.</summary>
    public static bool IsDeclared(Connector connector, string methodId, string clientId) =>
        Declared(connector, methodId).Contains(clientId, StringComparer.Ordinal);

    /// <summary>Streams the connections that authenticate with a client of the host.</summary>
    public async IAsyncEnumerable<Connection> ListUsersAsync(
        ConnectorId connectorId,
        string methodId,
        string clientId,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var listed = connections.ListAsync(new() { ConnectorId = connectorId }, cancellationToken);
        await foreach (var connection in listed.ConfigureAwait(false))
        {
            if (!ClientIds(connection.Snapshot.Methods, methodId).Contains(clientId, StringComparer.Ordinal)) continue;
            if (!await HasOwnClientAsync(connection, methodId, cancellationToken).ConfigureAwait(false))
            {
                yield return connection;
            }
        }
    }

    // A connection's own client takes precedence over the method's.
    private async ValueTask<bool> HasOwnClientAsync(
        Connection connection, string methodId, CancellationToken cancellationToken)
    {
        if (connection.Snapshot.Secrets is not { } reference) return false;
        var secret = await secrets.ReadAsync(reference, cancellationToken).ConfigureAwait(false);
        return secret is not null
            && CredentialFields.Of(secret)?.Find(methodId, OAuth2Clients.IdField) is not null;
    }

    private async ValueTask<HashSet<string>> KeptAsync(
        ConnectorId connectorId, string methodId, CancellationToken cancellationToken)
    {
        var kept = new HashSet<string>(StringComparer.Ordinal);
        var listed = connections.ListAsync(new() { ConnectorId = connectorId }, cancellationToken);
        await foreach (var connection in listed.ConfigureAwait(false))
        {
            kept.UnionWith(ClientIds(connection.Snapshot.Methods, methodId));
        }

        return kept;
    }

    // The published definition first: its client is the current one.
    private static IEnumerable<string> Declared(Connector connector, string methodId) =>
        ((ConnectorDefinition?[])[connector.Definition, connector.Draft])
        .OfType<ConnectorDefinition>()
        .SelectMany(definition => ClientIds(definition.AuthMethods, methodId));

    private static IEnumerable<string> ClientIds(IEnumerable<AuthMethod> methods, string methodId) => methods
        .OfType<OAuth2Auth>()
        .Where(method => method.Id == methodId)
        .Select(method => method.ClientId)
        .Where(id => !string.IsNullOrEmpty(id))!;

    private static ConnectorException NoHostClient(Connector connector, string methodId)
    {
        var methods = ((ConnectorDefinition?[])[connector.Definition, connector.Draft])
            .SelectMany(definition => definition?.AuthMethods ?? [])
            .ToArray();
        var named = methods.Where(method => method.Id == methodId).ToArray();
        return ConnectionErrors.Create(
            ConnectorErrorCode.InvalidArgument,
            named switch
            {
                [] => $"The connector '{connector.Id}' has no auth method '{methodId}'. It has "
                    + $"{List(methods.Select(method => method.Id))}.",
                _ when named.OfType<OAuth2Auth>().Any() =>
                    $"The auth method '{methodId}' of '{connector.Id}' uses no client of the host. Set the client's id "
                    + $"({nameof(OAuth2Auth)}.{nameof(OAuth2Auth.ClientId)}) on the method first.",
                _ => $"The auth method '{methodId}' of '{connector.Id}' is no {nameof(OAuth2Auth)}, so it has no "
                    + "client of the host. Its secret belongs to each connection: IConnections.ConnectAsync sets it, "
                    + "and ReconnectAsync replaces it.",
            },
            methodId);
    }

    private static string List(IEnumerable<string> names)
    {
        var list = string.Join(", ", names.Distinct(StringComparer.Ordinal).Take(20));
        return list.Length == 0 ? "none" : list;
    }

    private static ConnectorException Unclear(string methodId, HashSet<string> kept) => ConnectionErrors.Create(
        ConnectorErrorCode.InvalidArgument,
        $"Connections use these clients with the auth method '{methodId}': "
            + $"{string.Join(", ", kept.Order(StringComparer.Ordinal).Take(10))}. Name one of them (clientId).",
        "clientId");
}
