namespace Versori.Connectors.Generation.Planning;

/// <summary>
/// Holds back what a chat model chose and a person must decide, because a text in a document may have told it to: what
/// the requirements exclude, what destroys without being asked for in words, and what leads to another origin.
/// </summary>
internal static class ModelGuard
{
    /// <summary>
    /// Returns the question that decides about an endpoint; <see langword="null"/> if it may be chosen.
    /// </summary>
    /// <param name="endpoint">An endpoint that only the model chose.</param>
    /// <param name="source">The number of its source.</param>
    /// <param name="definition">The definition of its source.</param>
    /// <param name="selector">The requirements.</param>
    public static PlanQuestion? Question(
        ConnectorEndpoint endpoint, int source, ConnectorDefinition definition, LexicalEndpointSelector selector)
    {
        if (Reason(endpoint, source, definition, selector) is not { } reason) return null;
        return new()
        {
            Id = QuestionIds.Use + endpoint.Id,
            Text = $"Should '{CleanText.OfDocument(endpoint.Id, 120)}' be used? The chat client chose it. {reason}",
            Importance = QuestionImportance.HighlyRecommended,
            Options = [endpoint.Id, QuestionIds.None],
            Default = QuestionIds.None,
            Place = endpoint.Id,
        };
    }

    /// <summary>Returns why a person must decide; <see langword="null"/> if nobody must.</summary>
    /// <inheritdoc cref="Question" />
    public static string? Reason(
        ConnectorEndpoint endpoint, int source, ConnectorDefinition definition, LexicalEndpointSelector selector)
    {
        var indexed = new IndexedEndpoint(endpoint);
        var isDestructive = endpoint.Method == "DELETE" || indexed.Intent == Intent.Delete;
        var isElsewhere = endpoint.BaseUrl is { } url
            && OpenQuestions.OriginOf(url) != OpenQuestions.OriginOf(definition.BaseUrl);
        return isElsewhere ? $"It is called at {CleanText.OfDocument(endpoint.BaseUrl, 200)}, another host."
            : isDestructive && !selector.AsksToDelete(source)
                ? "It deletes, and the requirements do not say so in words."
            : selector.Excludes(source, endpoint) ? "The requirements exclude something that it does."
            : null;
    }
}
