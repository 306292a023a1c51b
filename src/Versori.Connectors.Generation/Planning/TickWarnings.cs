namespace Versori.Connectors.Generation.Planning;

/// <summary>What a person should know of the endpoints that were chosen or left out by hand.</summary>
internal static class TickWarnings
{
    public static IEnumerable<string> Of(PlannedConnector connector)
    {
        foreach (var tick in connector.Ticks)
        {
            var endpoint = connector.Definition.Endpoints.FirstOrDefault(other => other.Id == tick.EndpointId);
            var isChosen = connector.Endpoints.Contains(tick.EndpointId, StringComparer.Ordinal);
            var id = CleanText.OfDocument(tick.EndpointId, 100);
            if (tick.IsChosen && !isChosen)
                yield return $"'{id}' was chosen, but '{connector.TemplateName}' does not have it.";
            else if (isChosen && endpoint is { Deprecated: true })
                yield return $"'{id}' was chosen, and is deprecated.";
            if (tick.IsChosen || isChosen) continue;
            var suggestion = connector.Suggestions.FirstOrDefault(other => other.EndpointId == tick.EndpointId);
            if (suggestion is null) continue;
            foreach (var needs in connector.Choices.Where(choice => IsValueOf(suggestion, choice)))
                yield return $"'{id}' was left out, but returns values that '{needs.EndpointId}' needs.";
        }
    }

    // The list "/movies" has the ids of "/movies/{id}/credits".
    private static bool IsValueOf(PlannedEndpoint list, PlannedEndpoint endpoint) =>
        list.Method == "GET" && endpoint.Path.StartsWith(list.Path.TrimEnd('/') + "/{", StringComparison.Ordinal);
}
