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

    /// <summary>The first method whose person did not grant all that was requested; null if there is none.</summary>
    public static ScopeNeed? FindRefused(Connection connection) => connection.Snapshot.Methods
        .OfType<OAuth2Auth>()
        .Where(ConnectionNeeds.IsInteractive)
        .Select(method => new ScopeNeed
        {
            MethodId = method.Id,
            Scopes = [.. Missing(connection, method)],
            NeedsSignIn = true,
        })
        .FirstOrDefault(need => need.Scopes.Count > 0);

    /// <summary>
    /// The scopes that were granted with a method; the requested ones if the server did not report them (RFC 6749
    /// §5.1).
    /// </summary>
    public static IReadOnlyList<string> Of(Connection connection, OAuth2Auth method) =>
        connection.Tokens.FirstOrDefault(token => token.MethodId == method.Id) is { Scopes: { Count: > 0 } granted }
            ? granted
            : method.Scopes;

    private static IEnumerable<string> Missing(Connection connection, OAuth2Auth method) =>
        method.Scopes.Except(Of(connection, method), StringComparer.Ordinal);
}
