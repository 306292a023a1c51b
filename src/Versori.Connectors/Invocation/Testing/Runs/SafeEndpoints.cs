namespace Versori.Connectors.Invocation;

/// <summary>Distinguishes endpoints that change nothing.</summary>
internal static class SafeEndpoints
{
    // A GET with such a name changes something, whatever RFC 9110 §9.2.1 says.
    private static readonly HashSet<string> ChangingVerbs = new(StringComparer.OrdinalIgnoreCase)
    {
        "delete", "remove", "destroy", "create", "add", "insert", "update", "set", "send", "cancel", "revoke", "logout",
        "signout", "terminate", "restart", "archive", "unarchive", "approve", "reject", "purge", "reset", "disable",
        "enable", "kick", "ban", "invite", "unsubscribe", "subscribe", "rename", "join", "leave", "upload",
    };

    public static bool IsSafe(ConnectorEndpoint endpoint) => IsSafeMethod(endpoint) && !HasChangingName(endpoint);

    /// <summary>RFC 9110 §9.2.1, and the method QUERY. The operation decides for GraphQL (§6.2.1).</summary>
    public static bool IsSafeMethod(ConnectorEndpoint endpoint) =>
        endpoint.GraphQL is not null
            ? GraphQLDocuments.IsQuery(endpoint)
            : endpoint.Method.ToUpperInvariant() is "GET" or "HEAD" or "OPTIONS" or "QUERY";

    /// <summary>Whether the last word of the path says that the endpoint changes something.</summary>
    public static bool HasChangingName(ConnectorEndpoint endpoint)
    {
        var last = EndpointSegments.Of(endpoint).LastOrDefault(segment => !EndpointSegments.IsParameter(segment)) ?? "";
        var words = NameWords.Split(last);
        return words.Count > 0 && (ChangingVerbs.Contains(words[0]) || (last.Contains('.', StringComparison.Ordinal)
            && ChangingVerbs.Contains(words[^1])));
    }
}
