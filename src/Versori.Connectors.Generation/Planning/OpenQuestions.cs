using Versori.Connectors.Generation.OpenApi;

namespace Versori.Connectors.Generation.Planning;

/// <summary>The questions about one connector of a plan that a person has to answer.</summary>
internal static class OpenQuestions
{
    public static IEnumerable<string> Of(
        ImportResult import, ConnectorDefinition trimmed, IReadOnlyList<string> unmatched)
    {
        var name = trimmed.Title;
        if (import.MissingServer is { } reason)
        {
            yield return $"What is the base URL of {name}? {reason} "
                + "Until it is set, each connection supplies the host name as an input.";
        }

        if (import.OtherServers.Count > 0)
        {
            var others = string.Join(", ", import.OtherServers.Take(5).Select(url => $"'{url}'"));
            yield return $"Which server of {name} should be used? "
                + $"'{trimmed.BaseUrl}' is used now. Other servers: {others}.";
        }

        foreach (var (origin, endpoints) in OtherOrigins(trimmed))
        {
            yield return $"May the credentials of {name} be sent to {origin}? It is another host than "
                + $"'{trimmed.BaseUrl}', and {endpoints} need it. Connections that exist already have to approve it.";
        }

        if (trimmed.AuthMethods.Count == 0)
        {
            yield return $"How does {name} authenticate its callers? Its document does not declare it. "
                + $"Set the auth methods with {nameof(ConnectorSource)}.{nameof(ConnectorSource.WithAuth)}.";
        }

        foreach (var key in import.KeysWithoutWord.Where(id => trimmed.AuthMethods.Any(method => method.Id == id)))
        {
            yield return $"Which word precedes the key of '{key}' in the Authorization header of {name}, such as "
                + "Bearer or Token? The document does not state it, so the key is sent as it is entered.";
        }

        foreach (var oauth in trimmed.AuthMethods.OfType<OAuth2Auth>())
        {
            if (oauth is { TokenUrl: null, Issuer: null })
            {
                yield return $"What is the token URL of '{oauth.Id}'? The document of {name} does not contain it.";
            }

            if (OffersRefreshTokens(oauth))
            {
                yield return $"Should connections of {name} with '{oauth.Id}' work after their first token expires? "
                    + "If so, add the scope 'offline_access'.";
            }
        }

        if (trimmed.Endpoints.Count == 0)
        {
            yield return $"What is {name} needed for? None of its endpoints matches the requirements.";
        }

        if (unmatched.Count > 0)
        {
            var words = string.Join(", ", unmatched.Select(word => $"'{word}'"));
            yield return $"What does {words} mean? No endpoint is described with these words.";
        }

        foreach (var endpoint in trimmed.Endpoints)
        {
            if (!import.UnclearItems.TryGetValue(endpoint.Id, out var arrays)) continue;
            var pointers = string.Join(", ", arrays.Select(pointer => $"'{pointer}'"));
            yield return $"Which array of '{endpoint.Id}' of {name} has the items of the list: {pointers}? Set "
                + "the pointer in its paging.";
        }

        foreach (var endpoint in trimmed.Endpoints.Where(endpoint => endpoint.Deprecated))
        {
            yield return $"'{endpoint.Id}' of {name} is deprecated. Is there a newer endpoint that replaces it?";
        }
    }

    // Endpoints with a base URL of their own on another host receive the connection's credentials there.
    private static IEnumerable<(string Origin, string Endpoints)> OtherOrigins(ConnectorDefinition trimmed) =>
        trimmed.Endpoints
            .Where(endpoint => endpoint.BaseUrl is not null
                && OriginOf(endpoint.BaseUrl) != OriginOf(trimmed.BaseUrl))
            .GroupBy(endpoint => OriginOf(endpoint.BaseUrl!), StringComparer.Ordinal)
            .Select(others => (others.Key, string.Join(", ", others.Take(5).Select(endpoint => $"'{endpoint.Id}'"))));

    // Base URLs are expressions, so the origin is found in the text.
    private static string OriginOf(string url)
    {
        var start = url.IndexOf("://", StringComparison.Ordinal) is >= 0 and var scheme ? scheme + 3 : 0;
        var end = url.IndexOf('/', start);
        return end < 0 ? url : url[..end];
    }

    // The scope is available and not requested yet.
    private static bool OffersRefreshTokens(OAuth2Auth oauth) =>
        oauth.Grant == OAuth2Grant.AuthorizationCode
        && oauth.AvailableScopes.ContainsKey("offline_access")
        && !oauth.Scopes.Contains("offline_access", StringComparer.Ordinal);
}
