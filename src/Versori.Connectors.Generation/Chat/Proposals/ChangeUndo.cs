namespace Versori.Connectors.Generation.Chat;

/// <summary>
/// Undoes one of a system's applied changes: all later ones are undone too, and then made again. A later change that no
/// longer fits, or that would change something else than it did, concerns the same place.
/// </summary>
internal sealed class ChangeUndo(ProposalWriter writer)
{
    /// <param name="system">The system as it is.</param>
    /// <param name="change">The change to undo.</param>
    /// <param name="later">The system's changes that were applied after it, in their order.</param>
    /// <returns><see langword="null"/> if one of them can no longer be undone.</returns>
    public UndoneChange? Undo(
        OpenSystem system, ConversationProposal change, IReadOnlyList<ConversationProposal> later)
    {
        if (Before(system.Draft, [.. later.Reverse(), change]) is not { } draft) return null;
        var reapplied = new List<ConversationProposal>();
        var inTheWay = new List<ConversationProposal>();
        foreach (var one in later)
        {
            var (after, _) = writer.Try(system.With(draft), one.Edit, ProposalWriter.ReasonOf(one));
            var diff = after is null ? null : DefinitionDiff.Between(draft.Definition, after.Definition);
            if (diff is null || SetsTheSame(one.Edit, change.Edit) || !EffectsOf(diff).SetEquals(EffectsOf(one.Diff)))
            {
                inTheWay.Add(one);
                continue;
            }

            reapplied.Add(one with { Diff = diff, Undo = DraftUndo.Record(draft, after!) });
            draft = after!;
        }

        return new(system.With(draft), reapplied, inTheWay);
    }

    // The later one stays, and so would its value; undoing it alone would bring back the value that was undone.
    private static bool SetsTheSame(DraftEdit one, DraftEdit other) =>
        one.Kind == other.Kind && one.Subject == other.Subject
        && one.Kind is not (DraftEditKind.AddEndpoints or DraftEditKind.RemoveEndpoints)
        && one.Kind is not (DraftEditKind.AddWebhooks or DraftEditKind.RemoveWebhooks)
        && one.Kind != DraftEditKind.ChangeDefinition;

    // Places in lists move when something before them is undone, and lists that both extend have other values.
    private static HashSet<DefinitionChange> EffectsOf(DefinitionDiff diff) =>
        [.. diff.Changes.Select(change => change with { Pointer = "", Before = null, After = null })];

    private static PlannedConnector? Before(PlannedConnector draft, IReadOnlyList<ConversationProposal> changes)
    {
        foreach (var change in changes)
        {
            if (change.Undo is null || DraftUndo.Apply(draft, change.Undo) is not { } before) return null;
            draft = before;
        }

        return draft;
    }
}
