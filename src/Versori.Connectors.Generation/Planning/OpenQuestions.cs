using Versori.Connectors.Generation.OpenApi;

namespace Versori.Connectors.Generation.Planning;

/// <summary>What a person has to answer about one connector of a plan.</summary>
internal static class OpenQuestions
{
    public static IEnumerable<string> Of(ImportResult import, ConnectorDefinition trimmed, IReadOnlyList<string> unmatched)
    {
        var name = trimmed.Title;
        if (import.MissingServer is { } reason)
        {
            yield return $"Where is {name}? {reason} Until then its host is an input that each connection gives.";
        }

        if (import.OtherServers.Count > 0)
        {
            yield return $"Which server of {name} is meant? '{trimmed.BaseUrl}' is used; there are also {string.Join(", ", import.OtherServers.Take(5).Select(url => $"'{url}'"))}.";
        }

        if (trimmed.AuthMethods.Count == 0)
        {
            yield return $"How does {name} authenticate its callers? Its document does not say; give it with {nameof(ConnectorSource)}.{nameof(ConnectorSource.WithAuth)}.";
        }

        foreach (var oauth in trimmed.AuthMethods.OfType<OAuth2Auth>())
        {
            if (oauth is { TokenUrl: null, Issuer: null }) yield return $"What is the token URL of '{oauth.Id}'? The document of {name} does not say.";
            if (oauth is { Grant: OAuth2Grant.AuthorizationCode } && oauth.AvailableScopes.ContainsKey("offline_access") && !oauth.Scopes.Contains("offline_access", StringComparer.Ordinal))
            {
                yield return $"Shall connections of {name} by '{oauth.Id}' outlive their first token? Then add the scope 'offline_access'.";
            }
        }

        if (trimmed.Endpoints.Count == 0) yield return $"What is {name} needed for? None of its endpoints fits the requirements.";
        if (unmatched.Count > 0) yield return $"What is meant by {string.Join(", ", unmatched.Select(word => $"'{word}'"))}? Nothing that is described has these words.";
        foreach (var endpoint in trimmed.Endpoints.Where(endpoint => endpoint.Deprecated))
        {
            yield return $"{name} advises against using '{endpoint.Id}'. Is there a newer endpoint for it?";
        }
    }
}
