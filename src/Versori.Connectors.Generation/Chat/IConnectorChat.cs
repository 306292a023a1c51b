namespace Versori.Connectors.Generation;

/// <summary>
/// Conversations that create and edit draft connectors and the plan of an integration, and what they need of documents.
/// If the host has registered a chat client (<c>IChatClient</c>), it leads the conversation; otherwise messages are
/// compared with the documents by words, and each response says so.
/// </summary>
/// <inheritdoc cref="IConversations" path="/remarks" />
public interface IConnectorChat : IConversations
{
    /// <summary>Starts a conversation and reads its sources.</summary>
    /// <param name="start">What it begins with.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="ConnectorException">
    /// A source cannot be read, as for <see cref="IConnectorGenerator.ImportAsync"/>, or a connector has no published
    /// version (<see cref="ConnectorErrorCode.NotFound"/>).
    /// </exception>
    Task<Conversation> StartAsync(ConversationStart start, CancellationToken cancellationToken = default);

    /// <summary>
    /// Reads a further source. It replaces the source of a system with the same key; the draft stays.
    /// </summary>
    /// <param name="id">The conversation.</param>
    /// <param name="owner">Whom it belongs to.</param>
    /// <param name="source">The source.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="ConnectorException">The source cannot be read, or there is no such conversation.</exception>
    Task<Conversation> AddSourceAsync(
        ConversationId id, Owner owner, ConnectorSource source, CancellationToken cancellationToken = default);

    /// <summary>
    /// Returns the edits of a system's draft as an overlay, which keeps them over the next import of the document
    /// (<see cref="ConnectorSource.WithOverlay"/>).
    /// </summary>
    /// <param name="id">The conversation.</param>
    /// <param name="owner">Whom it belongs to.</param>
    /// <param name="system">The name of the system.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="ConnectorException">There is no such conversation or system.</exception>
    Task<OpenApiOverlay> RecordEditsAsync(
        ConversationId id, Owner owner, string system, CancellationToken cancellationToken = default);
}
