using Versori.Connectors.Authentication;
using Versori.Connectors.Authentication.OAuth2;
using Versori.Connectors.Connecting;

namespace Versori.Connectors.Maintenance;

/// <summary>
/// Creates the draft of a connection under the connector's current auth methods, with the fields and tokens that it
/// has. A token that the current method can obtain by itself is obtained again.
/// </summary>
internal sealed class UpgradeDrafts(ConnectionMaker resolver, SnapshotTaker snapshots, AuthMethodHandlers handlers)
{
    private const int MaximumVersions = 20;

    public async Task<ConnectionDraft> CreateAsync(
        Connection connection, Connector connector, PreparedConnection prepared, CancellationToken cancellationToken)
    {
        var current = CurrentMethods(connection, connector.Definition!);
        foreach (var method in current) CredentialMatch.CheckFields(method, prepared.Fields, handlers);

        var inputs = KnownInputs(connection, connector.Definition!);
        var credentials = prepared.Methods
            .Select(method => (method.Method, Credential.For(method.Method.Id, prepared.Fields.Of(method.Method.Id))))
            .ToArray();
        var methods = new List<AuthMethod>();
        foreach (var (method, before) in current.Zip(connection.Snapshot.Methods))
        {
            var resolved = await resolver.ResolveAsync(connector, method, inputs, credentials, cancellationToken)
                .ConfigureAwait(false);
            IssuerBinding.ThrowIfMoved(method, resolved, connection.Snapshot);
            methods.Add(WithOwnScopes(WithRegisteredClient(resolved, before), before, connection.Snapshot));
        }

        var snapshot = snapshots.Take(connector, methods, inputs) with
        {
            MethodsWithOwnScopes = connection.Snapshot.MethodsWithOwnScopes,
            FormerVersions = FormerVersions(connection.Snapshot, connector.Version),
        };
        var upgraded = connection with
        {
            Snapshot = snapshot,
            Status = ConnectionStatus.Active,
            StatusReason = null,
        };
        return new(upgraded, prepared.Fields, KeptTokens(prepared, methods, snapshot));
    }

    // An upgrade to a version that the connection had before undoes the upgrades since.
    private static int[] FormerVersions(AuthSnapshot before, int version)
    {
        int[] former = [.. before.FormerVersions];
        var index = Array.LastIndexOf(former, version);
        return index >= 0 ? former[..index] : [.. former.TakeLast(MaximumVersions - 1), before.ConnectorVersion];
    }

    private static AuthMethod[] CurrentMethods(Connection connection, ConnectorDefinition definition) =>
    [
        .. connection.Snapshot.Methods
            .Select(method => definition.AuthMethods.FirstOrDefault(current => current.Id == method.Id)
                ?? throw Removed(definition, method)),
    ];

    private static Dictionary<string, string> KnownInputs(Connection connection, ConnectorDefinition definition)
    {
        var known = definition.Inputs.Select(input => input.Name).ToHashSet(StringComparer.Ordinal);
        return connection.Snapshot.Inputs
            .Where(input => known.Contains(input.Key))
            .ToDictionary(StringComparer.Ordinal);
    }

    // A client that was registered for the connection, or that its metadata identify, keeps its client authentication.
    private static AuthMethod WithRegisteredClient(AuthMethod resolved, AuthMethod before)
    {
        if (!HasOwnClient(resolved) || !HasOwnClient(before)) return resolved;
        return (OAuth2Auth)resolved with { ClientAuthentication = ((OAuth2Auth)before).ClientAuthentication };
    }

    private static bool HasOwnClient(AuthMethod method) =>
        method is OAuth2Auth { ClientId: null } oauth2
        && (oauth2.RegistrationUrl ?? oauth2.ClientMetadataUrl) is not null;

    private static AuthMethod WithOwnScopes(AuthMethod resolved, AuthMethod before, AuthSnapshot snapshot)
    {
        if (resolved is not OAuth2Auth current || before is not OAuth2Auth { Scopes: var scopes }) return resolved;
        if (snapshot.MethodsWithOwnScopes.Contains(before.Id, StringComparer.Ordinal))
        {
            return current with { Scopes = scopes };
        }

        // A person grants further scopes by signing in. Until then the connection does not claim to have them.
        return ConnectionNeeds.IsInteractive(current)
            ? current with { Scopes = [.. current.Scopes.Intersect(scopes, StringComparer.Ordinal)] }
            : resolved;
    }

    private Dictionary<string, Token> KeptTokens(
        PreparedConnection prepared, List<AuthMethod> methods, AuthSnapshot snapshot)
    {
        var kept = new Dictionary<string, Token>(StringComparer.Ordinal);
        foreach (var method in prepared.Methods)
        {
            if (method.Token is not { } token) continue;
            var current = methods.Find(other => other.Id == method.Method.Id)!;
            if (!CanObtain(current, token, snapshot, prepared.Fields)) kept.Add(method.Method.Id, token);
        }

        return kept;
    }

    // Values that came with the token cannot be used to obtain a new one: a rotated refresh token belongs to its token.
    private bool CanObtain(AuthMethod method, Token token, AuthSnapshot snapshot, CredentialFields fields)
    {
        var handler = handlers.For(method);
        if (handler.TokenSource(method, snapshot) is not { } source) return false;
        var values = InputExpressionValues.Of(snapshot);
        foreach (var name in handler.PlaceholderNames(method).Where(name => !token.Values.ContainsKey(name)))
        {
            values.SetSecret(name, fields.Find(method.Id, name));
        }

        return source.CanRequestToken(values, null);
    }

    private static ConnectorException Removed(ConnectorDefinition definition, AuthMethod method) =>
        ConnectionErrors.Create(
        ConnectorErrorCode.InvalidCredential,
        $"The connector '{definition.Id}' no longer has the auth method '{method.Id}'; "
            + "replace the connection's credentials with those of another method.",
        method.Id);
}
