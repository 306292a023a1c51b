namespace Versori.Connectors.Generation.Planning;

/// <summary>An endpoint in one line of a prompt.</summary>
internal static class EndpointRow
{
    private const int PathTokens = 36, SummaryTokens = 28, Longest = 400;

    public static string Of(ModelSource source, ConnectorEndpoint endpoint)
    {
        var path = TokenEstimate.Cut(CleanText.OfDocument(endpoint.Path, Longest), PathTokens);
        var method = TokenEstimate.Cut(CleanText.OfDocument(endpoint.Method, 20), 8);
        var text = endpoint.Summary ?? endpoint.Description;
        var summary = TokenEstimate.Cut(CleanText.OfDocument(text, Longest), SummaryTokens);
        var row = $"{source.Handle(endpoint)} | {method} {path}";
        return summary.Length == 0 ? row : $"{row} | {summary}";
    }

    /// <summary>Returns the rows that fit into so many tokens.</summary>
    public static List<string> Fitting(
        ModelSource source, IEnumerable<ConnectorEndpoint> endpoints, int tokens, int maximum)
    {
        var rows = new List<string>();
        foreach (var endpoint in endpoints.Take(maximum))
        {
            var row = Of(source, endpoint);
            tokens -= TokenEstimate.Of(row) + 2;
            if (tokens < 0) break;
            rows.Add(row);
        }

        return rows;
    }
}
