using Versori.Connectors.Generation.OpenApi;

namespace Versori.Connectors.Generation.Planning;

/// <summary>The questions about one connector of a plan that a person has to answer.</summary>
internal static class OpenQuestions
{
    public const string OfflineScope = "offline_access";

    // More are not read.
    private const int Maximum = 12;
    private const int Listed = 5, Commands = 3;

    /// <summary>Returns the questions, the important ones first.</summary>
    /// <param name="import">The source.</param>
    /// <param name="trimmed">The definition of the plan.</param>
    /// <param name="unmet">The parts of the requirements that the plan does not have.</param>
    /// <param name="undecided">The parts of the requirements that may mean endpoints that write.</param>
    /// <param name="others">Further questions, such as those of the chat client.</param>
    public static IEnumerable<PlanQuestion> Of(
        ImportResult import,
        ConnectorDefinition trimmed,
        UnmetRequirements unmet,
        IReadOnlyList<UndecidedWrite> undecided,
        IReadOnlyList<PlanQuestion> others) =>
        OfSource(import, trimmed)
            .Concat(OfAuth(import, trimmed))
            .Concat(OfRequirements(import, trimmed, unmet, undecided))
            .Concat(others)
            .OrderBy(question => question.Importance == QuestionImportance.HighlyRecommended ? 0 : 1)
            .Take(Maximum);

    /// <summary>Returns the origin of a base URL, which is an expression, as it stands in the text.</summary>
    public static string OriginOf(string url)
    {
        var start = url.IndexOf("://", StringComparison.Ordinal) is >= 0 and var scheme ? scheme + 3 : 0;
        var end = url.IndexOf('/', start);
        return end < 0 ? url : url[..end];
    }

    private static IEnumerable<PlanQuestion> OfSource(ImportResult import, ConnectorDefinition trimmed)
    {
        var name = trimmed.Title;
        if (import.MissingServer is { } reason)
        {
            yield return new()
            {
                Id = QuestionIds.BaseUrl,
                Text = $"What is the base URL of {name}? {reason} "
                    + "Until it is set, each connection supplies the host name as an input.",
                Importance = QuestionImportance.HighlyRecommended,
                Default = trimmed.BaseUrl,
            };
        }

        if (import.OtherServers.Count > 0)
        {
            var others = string.Join(", ", import.OtherServers.Take(Listed).Select(url => Server(import, url)));
            yield return new()
            {
                Id = QuestionIds.Server,
                Text = $"Which server of {name} should be used? "
                    + $"{Server(import, import.Definition.BaseUrl)} is used now. Other servers: {others}.",
                Options = [import.Definition.BaseUrl, .. import.OtherServers],
                Default = import.Definition.BaseUrl,
            };
        }

        foreach (var (origin, endpoints) in OtherOrigins(trimmed))
        {
            yield return new()
            {
                Id = QuestionIds.Origin + origin,
                Text = $"May the credentials of {name} be sent to {origin}? It is another host than "
                    + $"'{trimmed.BaseUrl}', and {endpoints} need it. "
                    + "Connections that exist already have to approve it.",
                Importance = QuestionImportance.HighlyRecommended,
                Options = [QuestionIds.Yes, QuestionIds.No],
                Default = QuestionIds.Yes,
                Place = origin,
            };
        }
    }

    private static string Server(ImportResult import, string url) =>
        import.ServerDescriptions.TryGetValue(url, out var description) ? $"'{url}' ({description})" : $"'{url}'";

    private static IEnumerable<PlanQuestion> OfAuth(ImportResult import, ConnectorDefinition trimmed)
    {
        var name = trimmed.Title;
        foreach (var question in KnownQuestions.Of(import, trimmed)) yield return question;
        if (trimmed.AuthMethods.Count == 0 && !import.AuthIsKnown)
        {
            yield return new()
            {
                Id = QuestionIds.Auth,
                Text = $"How does {name} authenticate its callers? Its document does not declare it. "
                    + $"Set the auth methods with {nameof(ConnectorSource)}.{nameof(ConnectorSource.WithAuth)}.",
                Importance = QuestionImportance.HighlyRecommended,
                Options =
                [
                    SettledDefinition.Bearer,
                    SettledDefinition.Basic,
                    SettledDefinition.KeyInHeader,
                    SettledDefinition.Nothing,
                ],
                Default = SettledDefinition.Nothing,
            };
        }

        foreach (var key in import.KeysWithoutWord.Where(id => trimmed.AuthMethods.Any(method => method.Id == id)))
        {
            yield return new()
            {
                Id = QuestionIds.KeyWord + key,
                Text = $"Which word precedes the key of '{key}' in the Authorization header of {name}, such as "
                    + "Bearer or Token? The document does not state it, so the key is sent as it is entered.",
                Importance = QuestionImportance.HighlyRecommended,
                Place = key,
            };
        }

        foreach (var oauth in trimmed.AuthMethods.OfType<OAuth2Auth>())
        {
            if (oauth is { TokenUrl: null, Issuer: null })
            {
                yield return new()
                {
                    Id = QuestionIds.TokenUrl + oauth.Id,
                    Text = $"What is the token URL of '{oauth.Id}'? The document of {name} does not contain it.",
                    Importance = QuestionImportance.HighlyRecommended,
                    Place = oauth.Id,
                };
            }

            if (OffersRefreshTokens(oauth))
            {
                yield return new()
                {
                    Id = QuestionIds.Offline + oauth.Id,
                    Text = $"Should connections of {name} with '{oauth.Id}' work after their first token expires? "
                        + $"If so, add the scope '{OfflineScope}'.",
                    Options = [QuestionIds.Yes, QuestionIds.No],
                    Default = QuestionIds.No,
                    Place = oauth.Id,
                };
            }
        }
    }

    private static IEnumerable<PlanQuestion> OfRequirements(
        ImportResult import,
        ConnectorDefinition trimmed,
        UnmetRequirements unmet,
        IReadOnlyList<UndecidedWrite> undecided)
    {
        var name = trimmed.Title;
        if (trimmed.Endpoints.Count == 0)
        {
            yield return new()
            {
                Id = QuestionIds.Purpose,
                Text = $"What is {name} needed for? None of its endpoints matches the requirements.",
                Importance = QuestionImportance.HighlyRecommended,
            };
        }

        foreach (var (text, endpoints) in undecided.DistinctBy(item => item.Endpoints[0].Id, StringComparer.Ordinal))
        {
            yield return new()
            {
                Id = QuestionIds.Write + endpoints[0].Id,
                Text = $"Should '{text}' change something in {name}? "
                    + "The requirements do not say so clearly, so nothing that writes was chosen for it.",
                Options = [.. endpoints.Select(endpoint => endpoint.Id), QuestionIds.None],
                Default = QuestionIds.None,
                Place = text,
            };
        }

        // A part that may mean an endpoint has a question already.
        foreach (var command in unmet.Commands.Except(undecided.Select(item => item.Text), StringComparer.Ordinal)
            .Take(Commands))
        {
            yield return new()
            {
                Id = QuestionIds.Missing + command,
                Text = $"How does {name} do '{command}'? No endpoint was found that does it, so the plan does not "
                    + "write for it. Use the words of the API, or name an endpoint.",
                Place = command,
            };
        }

        if (unmet.Words.Count > 0)
        {
            var words = string.Join(", ", unmet.Words.Select(word => $"'{word}'"));
            yield return new()
            {
                Id = QuestionIds.Words,
                Text = $"What does {words} mean? No endpoint is described with these words.",
                Place = string.Join(' ', unmet.Words),
            };
        }

        foreach (var endpoint in trimmed.Endpoints)
        {
            if (!import.UnclearItems.TryGetValue(endpoint.Id, out var arrays)) continue;
            var pointers = string.Join(", ", arrays.Select(pointer => $"'{pointer}'"));
            yield return new()
            {
                Id = QuestionIds.Items + endpoint.Id,
                Text = $"Which array of '{endpoint.Id}' of {name} has the items of the list: {pointers}? Set "
                    + "the pointer in its paging.",
                Options = [.. arrays],
                Place = endpoint.Id,
            };
        }

        foreach (var endpoint in trimmed.Endpoints.Where(endpoint => endpoint.Deprecated))
        {
            yield return new()
            {
                Id = QuestionIds.Deprecated + endpoint.Id,
                Text = $"'{endpoint.Id}' of {name} is deprecated. Is there a newer endpoint that replaces it?",
                Place = endpoint.Id,
            };
        }
    }

    // Endpoints with a base URL of their own on another host receive the connection's credentials there.
    private static IEnumerable<(string Origin, string Endpoints)> OtherOrigins(ConnectorDefinition trimmed) =>
        trimmed.Endpoints
            .Where(endpoint => endpoint.BaseUrl is not null
                && OriginOf(endpoint.BaseUrl) != OriginOf(trimmed.BaseUrl))
            .GroupBy(endpoint => OriginOf(endpoint.BaseUrl!), StringComparer.Ordinal)
            .Select(others =>
                (others.Key, string.Join(", ", others.Take(Listed).Select(endpoint => $"'{endpoint.Id}'"))));

    // The scope is available and not requested yet.
    private static bool OffersRefreshTokens(OAuth2Auth oauth) =>
        oauth.Grant == OAuth2Grant.AuthorizationCode
        && oauth.AvailableScopes.ContainsKey(OfflineScope)
        && !oauth.Scopes.Contains(OfflineScope, StringComparer.Ordinal);
}
