using Versori.Connectors.Generation.Overlays;

namespace Versori.Connectors.Generation.Chat;

/// <summary>Saves the draft of a conversation in the catalog.</summary>
internal sealed class DraftSaving(IConnectorCatalog catalog)
{
    /// <param name="draft">The draft of the conversation.</param>
    /// <param name="began">The published definition that it began with; <see langword="null"/> for a document.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public async Task<Connector> SaveAsync(
        ConnectorDefinition draft, ConnectorDefinition? began, CancellationToken cancellationToken)
    {
        var connector = await catalog.FindAsync(draft.Id, version: null, cancellationToken).ConfigureAwait(false);
        var definition = connector?.Definition is { } published && published != began
            ? Merged(draft, began, published)
            : draft;
        if (connector?.Draft is { } other && other != definition)
        {
            throw ConversationErrors.Of(
                ConnectorErrorCode.Conflict,
                $"The connector '{draft.Id}' has a draft with other changes. Publish it or discard it first.",
                draft.Id.Value);
        }

        return await catalog.SaveDraftAsync(definition, cancellationToken: cancellationToken).ConfigureAwait(false);
    }

    // A conversation that began with a document adds to what is published, and removes nothing.
    private static ConnectorDefinition Merged(
        ConnectorDefinition draft, ConnectorDefinition? began, ConnectorDefinition published)
    {
        var overlay = OpenApiOverlay.Record(began ?? published, draft, keepsEndpoints: began is null);
        var (definition, outcomes) = EditOverlay.Apply(published, overlay);
        var lost = outcomes.Where(outcome => outcome.Kind == OverlayOutcomeKind.NotApplied).ToList();
        if (lost.Count == 0) return definition;
        throw new ConnectorException([.. lost.Select(outcome => new ConnectorError
        {
            Code = ConnectorErrorCode.Conflict,
            Message = $"An edit does not fit the published version. {outcome.Message}",
            Location = outcome.Target,
        })]);
    }
}
