using Versori.Connectors.Generation.Reading;

namespace Versori.Connectors.Generation.Planning;

/// <summary>Searches endpoints with the planner's ranking by words.</summary>
internal sealed class PlannerSearch : IEndpointSearch
{
    private const int QueryLength = 300;

    public async ValueTask<IReadOnlyList<ConnectorEndpoint>> SearchAsync(
        ConnectorDefinition definition, string query, int maximum, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(definition);
        var text = CleanText.OfDocument(query, QueryLength);
        if (text.Length == 0 || maximum < 1) return [];

        // The first search of a large definition reads all of its endpoints.
        var matches = await Task.Run(
            () => new LexicalEndpointSelector(text, [definition], new Work(cancellationToken)).Matches(0),
            cancellationToken).ConfigureAwait(false);
        return matches.Count <= maximum ? matches : [.. matches.Take(maximum)];
    }
}
