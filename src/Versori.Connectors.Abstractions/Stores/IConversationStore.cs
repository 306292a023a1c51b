namespace Versori.Connectors;

/// <summary>Stores conversations and the sources that they work with. They contain no secrets.</summary>
/// <remarks>
/// Implementations are safe for concurrent use. A conversation must not be cached. A source never changes, so it may be
/// cached by its key. A canceled save has saved everything or nothing.
/// </remarks>
public interface IConversationStore
{
    /// <summary>Finds a conversation; <see langword="null"/> if there is none.</summary>
    ValueTask<Conversation?> FindAsync(ConversationId id, CancellationToken cancellationToken);

    /// <summary>Finds a source of a conversation; <see langword="null"/> if there is none.</summary>
    /// <param name="id">The conversation.</param>
    /// <param name="key">The key of the source.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    ValueTask<ConversationSource?> FindSourceAsync(
        ConversationId id, string key, CancellationToken cancellationToken);

    /// <summary>
    /// Saves a conversation if the stored revision still equals <see cref="Conversation.Revision"/>, together with
    /// sources that it did not have before. Revision 0 creates it if its id is not in use. After a conflict, the
    /// sources are not stored either. A source whose key is stored already stays as it is.
    /// </summary>
    /// <param name="conversation">The conversation.</param>
    /// <param name="sources">The sources that are new.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    ValueTask<SaveResult<Conversation>> SaveAsync(
        Conversation conversation, IReadOnlyList<ConversationSource> sources, CancellationToken cancellationToken);

    /// <summary>Deletes a conversation and its sources, whatever its revision.</summary>
    /// <returns>Whether it existed.</returns>
    ValueTask<bool> DeleteAsync(ConversationId id, CancellationToken cancellationToken);

    /// <summary>Streams conversations in the order of their ids, which is that of their creation.</summary>
    /// <param name="filter">Selects the conversations.</param>
    /// <param name="cancellationToken">Cancels the enumeration.</param>
    IAsyncEnumerable<Conversation> ListAsync(ConversationFilter filter, CancellationToken cancellationToken);
}
