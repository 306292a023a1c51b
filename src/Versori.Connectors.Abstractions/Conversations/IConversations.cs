namespace Versori.Connectors;

/// <summary>
/// Conversations that create and edit draft connectors and the plan of an integration, as front ends need them. Every
/// change is a proposal that the host applies or refuses. The package <c>Versori.Connectors.Generation</c> implements
/// it (<c>AddGeneration</c>); its <c>IConnectorChat</c> can also read documents from files and URLs.
/// </summary>
/// <remarks>
/// Safe for concurrent use, also by several processes over one store. Each call names the owner, which the host knows
/// from its own sign-in: a conversation of another owner is not found. Failures are <see cref="ConnectorException"/>s;
/// a call that fails leaves nothing behind.
/// </remarks>
public interface IConversations
{
    /// <summary>Starts a conversation about connectors of the catalog.</summary>
    /// <param name="topic">What it begins with.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="ConnectorException">
    /// A connector has no published version (<see cref="ConnectorErrorCode.NotFound"/>).
    /// </exception>
    Task<Conversation> StartAsync(ConversationTopic topic, CancellationToken cancellationToken = default);

    /// <summary>
    /// Finds a conversation, to resume it: every other call continues where the last one ended, in any process.
    /// <see langword="null"/> if the owner has no such conversation.
    /// </summary>
    /// <param name="id">The conversation.</param>
    /// <param name="owner">Whom it belongs to.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    Task<Conversation?> FindAsync(ConversationId id, Owner owner, CancellationToken cancellationToken = default);

    /// <summary>Streams the conversations of an owner in the order of their creation.</summary>
    /// <param name="owner">The owner.</param>
    /// <param name="cancellationToken">Cancels the enumeration.</param>
    IAsyncEnumerable<Conversation> ListAsync(Owner owner, CancellationToken cancellationToken = default);

    /// <summary>
    /// Sends a message and streams the response. It is saved before the last update, <see cref="ConversationDone"/>.
    /// </summary>
    /// <remarks>
    /// If the caller cancels or stops the enumeration, the message is saved with what had arrived of the response,
    /// without proposals and questions (<see cref="ConversationOutcome.Cancelled"/>). If the conversation changed in
    /// the meantime, proposals are computed anew for it.
    /// </remarks>
    /// <param name="id">The conversation.</param>
    /// <param name="owner">Whom it belongs to.</param>
    /// <param name="message">The message.</param>
    /// <param name="cancellationToken">Cancels the response.</param>
    /// <exception cref="ConnectorException">
    /// There is no such conversation, or the message is too long or empty
    /// (<see cref="ConnectorErrorCode.InvalidArgument"/>).
    /// </exception>
    IAsyncEnumerable<ConversationUpdate> SendAsync(
        ConversationId id, Owner owner, ConversationMessage message, CancellationToken cancellationToken = default);

    /// <summary>
    /// Proposes an edit that the host or a person made, for example a suggestion that was ticked. It is validated as
    /// every proposal is.
    /// </summary>
    /// <param name="id">The conversation.</param>
    /// <param name="owner">Whom it belongs to.</param>
    /// <param name="system">The name of the system.</param>
    /// <param name="edit">The edit.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The proposal, which is not applied yet.</returns>
    /// <exception cref="ConnectorException">
    /// There is no such conversation or system, or the edit changes nothing or is not valid; the message says why.
    /// </exception>
    Task<ConversationProposal> ProposeAsync(
        ConversationId id,
        Owner owner,
        string system,
        DraftEdit edit,
        CancellationToken cancellationToken = default);

    /// <summary>
    /// Applies a proposal to its system's draft. Other proposals are computed anew for the changed draft; those that no
    /// longer fit become <see cref="ProposalState.Outdated"/>. A proposal that is applied already stays applied.
    /// </summary>
    /// <param name="id">The conversation.</param>
    /// <param name="owner">Whom it belongs to.</param>
    /// <param name="proposal">The id of the proposal.</param>
    /// <param name="revision">
    /// The revision of the conversation that the decision was made for. Default: any, as the proposal fits or not.
    /// </param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="ConnectorException">
    /// <see cref="ConnectorErrorCode.NotFound"/>: there is no such conversation or proposal.
    /// <see cref="ConnectorErrorCode.Conflict"/>: the conversation has another revision, or the proposal no longer
    /// fits.
    /// </exception>
    Task<Conversation> ApplyAsync(
        ConversationId id,
        Owner owner,
        string proposal,
        long? revision = null,
        CancellationToken cancellationToken = default);

    /// <summary>Refuses a proposal. It can no longer be applied.</summary>
    /// <inheritdoc cref="ApplyAsync" />
    Task<Conversation> RefuseAsync(
        ConversationId id,
        Owner owner,
        string proposal,
        long? revision = null,
        CancellationToken cancellationToken = default);

    /// <summary>
    /// Undoes the change that was applied last. Called again, it undoes the one before. What was undone can be applied
    /// again.
    /// </summary>
    /// <param name="id">The conversation.</param>
    /// <param name="owner">Whom it belongs to.</param>
    /// <param name="revision">The revision of the conversation that the decision was made for. Default: any.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="ConnectorException">
    /// There is no such conversation, nothing is applied (<see cref="ConnectorErrorCode.NotFound"/>), or the
    /// conversation has another revision (<see cref="ConnectorErrorCode.Conflict"/>).
    /// </exception>
    Task<Conversation> UndoAsync(
        ConversationId id, Owner owner, long? revision = null, CancellationToken cancellationToken = default);

    /// <summary>
    /// Undoes one applied change, and keeps the later ones. If later changes concern the same place, nothing is undone,
    /// and the error names the ones to undo first. A change that is undone already stays undone.
    /// </summary>
    /// <param name="id">The conversation.</param>
    /// <param name="owner">Whom it belongs to.</param>
    /// <param name="proposal">The id of the proposal.</param>
    /// <param name="revision">The revision of the conversation that the decision was made for. Default: any.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="ConnectorException">
    /// <see cref="ConnectorErrorCode.NotFound"/>: there is no such conversation or proposal.
    /// <see cref="ConnectorErrorCode.Conflict"/>: the conversation has another revision, the proposal is not applied,
    /// or later changes concern the same place; their ids are <see cref="ConnectorError.Related"/>.
    /// </exception>
    Task<Conversation> UndoAsync(
        ConversationId id,
        Owner owner,
        string proposal,
        long? revision = null,
        CancellationToken cancellationToken = default);

    /// <summary>
    /// Takes a person's decision about a question of a draft. What it changes is applied at once, and can be undone.
    /// </summary>
    /// <param name="id">The conversation.</param>
    /// <param name="owner">Whom it belongs to.</param>
    /// <param name="system">The name of the system.</param>
    /// <param name="question">The id of the question.</param>
    /// <param name="choice">
    /// One of the question's options, or any text if it has none; <see langword="null"/>: keep the default.
    /// </param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="ConnectorException">
    /// There is no such conversation, system or question, or the choice cannot be used
    /// (<see cref="ConnectorErrorCode.InvalidArgument"/>).
    /// </exception>
    Task<Conversation> DecideAsync(
        ConversationId id,
        Owner owner,
        string system,
        string question,
        string? choice,
        CancellationToken cancellationToken = default);

    /// <summary>
    /// Saves the draft of a system as the draft of the catalog's connector, and creates the connector if it does not
    /// exist. Nothing is published. If the connector was published anew since the conversation began with it, the edits
    /// are made on the new version. To give an integration what it needs, apply the plan instead
    /// (<see cref="Conversation.ToPlan"/>).
    /// </summary>
    /// <param name="id">The conversation.</param>
    /// <param name="owner">Whom it belongs to.</param>
    /// <param name="system">The name of the system.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="ConnectorException">
    /// There is no such conversation or system, or an edit does not fit the new version
    /// (<see cref="ConnectorErrorCode.Conflict"/>).
    /// </exception>
    Task<Connector> SaveDraftAsync(
        ConversationId id, Owner owner, string system, CancellationToken cancellationToken = default);

    /// <summary>Deletes a conversation and its sources. What was saved in the catalog stays.</summary>
    /// <param name="id">The conversation.</param>
    /// <param name="owner">Whom it belongs to.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>Whether the owner had such a conversation.</returns>
    Task<bool> DeleteAsync(ConversationId id, Owner owner, CancellationToken cancellationToken = default);

    /// <summary>Deletes all conversations of an owner, for example with the person.</summary>
    /// <param name="owner">The owner.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>How many were deleted.</returns>
    Task<int> DeleteAllAsync(Owner owner, CancellationToken cancellationToken = default);
}
