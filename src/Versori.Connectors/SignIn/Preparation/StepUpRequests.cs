using Versori.Connectors.Connecting;
using Versori.Connectors.Maintenance;

namespace Versori.Connectors.SignIn;

/// <summary>Creates the request of a sign-in that adds scopes to an existing connection.</summary>
internal sealed class StepUpRequests(ConnectionLookup lookup, ConnectionNeeds needs)
{
    public async Task<SignInRequest> CreateAsync(
        ConnectionId id, Uri redirectUri, Secret? session, CancellationToken cancellationToken)
    {
        var connection = await lookup.FindAsync(id, cancellationToken).ConfigureAwait(false);
        var connector = await lookup.FindConnectorAsync(connection.ConnectorId, cancellationToken)
            .ConfigureAwait(false);
        var need = await needs.FindAsync(connection, connector, connector.Definition!, cancellationToken)
            .ConfigureAwait(false);
        // What the connector requests since, or what the person did not grant at the last sign-in.
        var missing = need?.Scopes.FirstOrDefault(scopes => scopes.NeedsSignIn)
            ?? GrantedScopes.FindRefused(connection)
            ?? throw NothingMissing(connection);
        return new()
        {
            ConnectorId = connection.ConnectorId,
            ConnectionId = id,
            MethodId = missing.MethodId,
            RedirectUri = redirectUri,
            Session = session,
            Scopes = OwnScopes(connection.Snapshot, missing),
        };
    }

    // The method's scopes include the missing ones. A connection with scopes of its own keeps these.
    private static string[]? OwnScopes(AuthSnapshot snapshot, ScopeNeed missing)
    {
        if (!snapshot.MethodsWithOwnScopes.Contains(missing.MethodId, StringComparer.Ordinal)) return null;
        var method = snapshot.Methods.OfType<OAuth2Auth>().First(method => method.Id == missing.MethodId);
        return [.. method.Scopes.Union(missing.Scopes, StringComparer.Ordinal)];
    }

    private static ConnectorException NothingMissing(Connection connection) => ConnectionErrors.Create(
        ConnectorErrorCode.InvalidArgument,
        $"The connection '{connection.Name}' of '{connection.ConnectorId}' lacks no scope that a person grants.",
        connection.Id.ToString());
}
