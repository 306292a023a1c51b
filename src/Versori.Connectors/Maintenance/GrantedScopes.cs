namespace Versori.Connectors.Maintenance;

/// <summary>Compares the scopes that were asked for with those that were granted (RFC 6749 §3.3).</summary>
internal static class GrantedScopes
{
    public static IReadOnlyList<string> Missing(Connection connection) =>
    [
        .. connection.Snapshot.Methods.OfType<OAuth2Auth>()
            .SelectMany(method => connection.Tokens.FirstOrDefault(token => token.MethodId == method.Id) is { Scopes.Count: > 0 } token
                ? method.Scopes.Except(token.Scopes, StringComparer.Ordinal)
                : [])
            .Distinct(StringComparer.Ordinal),
    ];
}
