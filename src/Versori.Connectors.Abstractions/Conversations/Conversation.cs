using Versori.Connectors.Serialization;

namespace Versori.Connectors;

/// <summary>
/// A conversation that edits draft connectors and the plan of an integration: what was said, the drafts, and the
/// changes that were proposed. It contains no secrets. Immutable: every change is saved as a new revision.
/// </summary>
public sealed record Conversation
{
    /// <summary>The id.</summary>
    public required ConversationId Id { get; init; }

    /// <summary>Whom it belongs to. The host fixes it at the start.</summary>
    public Owner Owner { get; init; }

    /// <summary>What it is about, for lists: the beginning of the first message unless the host set a title.</summary>
    public string Title { get; init => field = value ?? ""; } = "";

    /// <summary>
    /// The integration whose plan it edits, as for <see cref="TemplateId.Integration"/>; <see langword="null"/> if it
    /// is not known yet.
    /// </summary>
    public string? Integration { get; init; }

    /// <summary>The systems with their drafts.</summary>
    public IReadOnlyList<ConversationSystem> Systems
    {
        get;
        init => field = ValueList<ConversationSystem>.Of(value);
    } = ValueList<ConversationSystem>.Empty;

    /// <summary>The messages and responses, in their order.</summary>
    public IReadOnlyList<ConversationTurn> Turns
    {
        get;
        init => field = ValueList<ConversationTurn>.Of(value);
    } = ValueList<ConversationTurn>.Empty;

    /// <summary>The proposed changes, in the order in which they were proposed.</summary>
    public IReadOnlyList<ConversationProposal> Proposals
    {
        get;
        init => field = ValueList<ConversationProposal>.Of(value);
    } = ValueList<ConversationProposal>.Empty;

    /// <summary>When it was started.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it last changed.</summary>
    public DateTimeOffset UpdatedAt { get; init; }

    /// <summary>
    /// A number that grows with every save; 0 means never saved. A save is accepted only if it names the stored
    /// revision. Suitable as an entity tag.
    /// </summary>
    public long Revision { get; init; }

    /// <summary>
    /// Returns the drafts as a plan, which <c>IConnectorCatalog.ApplyAsync</c> applies. Systems of which no endpoint
    /// was chosen are not part of it.
    /// </summary>
    public IntegrationPlan ToPlan() => new()
    {
        Requirements = string.Join('\n', Turns
            .Where(turn => turn.Mode != ConversationMode.Ask)
            .Select(turn => turn.Message)),
        Connectors = [.. Systems.Select(system => system.Draft).Where(draft => draft.Endpoints.Count > 0)],
    };

    /// <summary>Returns the proposal with an id; <see langword="null"/> if there is none.</summary>
    /// <param name="id">The id, such as <c>p-1f3a9c02</c>.</param>
    public ConversationProposal? FindProposal(string id) =>
        Proposals.FirstOrDefault(proposal => proposal.Id == id);

    /// <summary>Returns the system with a name; <see langword="null"/> if there is none.</summary>
    /// <param name="name">The name.</param>
    public ConversationSystem? FindSystem(string name) => Systems.FirstOrDefault(system => system.Name == name);
}
