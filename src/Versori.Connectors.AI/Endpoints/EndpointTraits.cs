using Versori.Connectors.Invocation;

namespace Versori.Connectors.AI.Endpoints;

/// <summary>What a call to an endpoint does to the external system.</summary>
/// <param name="IsRead">Whether it changes nothing (RFC 9110 §9.2.1, GraphQL §6.2.1).</param>
/// <param name="IsDestructive">Whether it may change or delete what exists.</param>
/// <param name="IsIdempotent">Whether repeating it changes nothing more (RFC 9110 §9.2.2).</param>
internal sealed record EndpointTraits(bool IsRead, bool IsDestructive, bool IsIdempotent)
{
    /// <summary>Determines the traits of an endpoint.</summary>
    /// <param name="endpoint">The endpoint.</param>
    /// <param name="isRead">The host's decision; <see langword="null"/> for that of the method and the name.</param>
    public static EndpointTraits Of(ConnectorEndpoint endpoint, bool? isRead)
    {
        if (isRead ?? SafeEndpoints.IsSafe(endpoint)) return new(true, false, true);
        var isOperation = endpoint.GraphQL is not null || endpoint.Soap is not null;
        var method = endpoint.Method.ToUpperInvariant();
        var isIdempotent = !isOperation && method is "GET" or "HEAD" or "OPTIONS" or "QUERY" or "PUT" or "DELETE";

        // Only a POST to a collection certainly adds. Its last segment is one plural noun, no verb such as "cancel" or
        // "dismiss", and not a verb with a noun such as "removeMembers".
        var last = endpoint.Path.Split('/', StringSplitOptions.RemoveEmptyEntries).LastOrDefault() ?? "";
        var adds = !isOperation && method == "POST" && last.EndsWith('s')
            && !last.EndsWith("ss", StringComparison.Ordinal)
            && !last.Contains('{', StringComparison.Ordinal)
            && !SafeEndpoints.HasChangingName(endpoint);
        return new(false, !adds, isIdempotent);
    }
}
