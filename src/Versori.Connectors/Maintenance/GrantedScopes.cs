namespace Versori.Connectors.Maintenance;

/// <summary>Compares the requested scopes with those that were granted (RFC 6749 §3.3).</summary>
internal static class GrantedScopes
{
    public static IReadOnlyList<string> Missing(Connection connection) =>
    [
        .. connection.Snapshot.Methods
            .OfType<OAuth2Auth>()
            .SelectMany(method => Missing(connection, method))
            .Distinct(StringComparer.Ordinal),
    ];

    private static IEnumerable<string> Missing(Connection connection, OAuth2Auth method)
    {
        var token = connection.Tokens.FirstOrDefault(token => token.MethodId == method.Id);
        return token is { Scopes.Count: > 0 } ? method.Scopes.Except(token.Scopes, StringComparer.Ordinal) : [];
    }
}
