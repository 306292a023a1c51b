using Versori.Connectors.Generation.OpenApi;
using Versori.Connectors.Generation.Sources;

namespace Versori.Connectors.Generation.Chat;

/// <summary>Loads conversations with their sources, and saves them without losing what others saved.</summary>
/// <param name="store">The store of the conversations.</param>
/// <param name="time">The clock.</param>
/// <param name="knownHosts">The known systems, by whose names a person may call a source. Default: none.</param>
internal sealed class ConversationWork(IConversationStore store, TimeProvider time, IKnownHosts? knownHosts = null)
{
    private const int Attempts = 20;

    private readonly SourceCache _cache = new();

    public IConversationStore Store => store;

    public DateTimeOffset Now => time.GetUtcNow();

    /// <summary>Finds a conversation of an owner.</summary>
    /// <exception cref="ConnectorException">The owner has no such conversation.</exception>
    public async Task<Conversation> LoadAsync(ConversationId id, Owner owner, CancellationToken cancellationToken) =>
        await FindAsync(id, owner, cancellationToken).ConfigureAwait(false)
        ?? throw ConversationErrors.NoConversation(id);

    public async Task<Conversation?> FindAsync(ConversationId id, Owner owner, CancellationToken cancellationToken) =>
        await store.FindAsync(id, cancellationToken).ConfigureAwait(false) is { } found && found.Owner == owner
            ? found
            : null;

    /// <summary>Returns the systems of a conversation with their sources.</summary>
    public async Task<IReadOnlyList<OpenSystem>> OpenAsync(
        Conversation conversation, CancellationToken cancellationToken)
    {
        var systems = new List<OpenSystem>(conversation.Systems.Count);
        foreach (var system in conversation.Systems)
        {
            var source = await SourceAsync(conversation.Id, system.SourceKey, cancellationToken).ConfigureAwait(false);
            systems.Add(new(system, source));
        }

        return systems;
    }

    /// <summary>Returns a source of a conversation.</summary>
    public async Task<ImportResult> SourceAsync(ConversationId id, string key, CancellationToken cancellationToken)
    {
        if (_cache.Find(key) is { } known) return known;
        var stored = await store.FindSourceAsync(id, key, cancellationToken).ConfigureAwait(false)
            ?? throw new ConnectorStoreException(
                ConnectorStoreFailure.Corrupted, $"A source of conversation {id} is missing.");
        return _cache.Add(key, Named(StoredSource.Read(stored)));
    }

    /// <summary>Prepares an import for being stored.</summary>
    public (ConversationSource Stored, ImportResult Source) Keep(ImportResult import)
    {
        var stored = StoredSource.Of(import);
        return (stored, _cache.Add(stored.Key, Named(import)));
    }

    // What is known at the source's host is not stored: the next release may know more.
    private ImportResult Named(ImportResult import) =>
        knownHosts is null ? import : KnownCompletion.Name(import, knownHosts);

    /// <summary>
    /// Changes a conversation and saves it. If another caller saved it in the meantime, the change is made again on
    /// what that one saved.
    /// </summary>
    /// <param name="conversation">The conversation as it was read.</param>
    /// <param name="change">Returns the changed conversation; the same one if there is nothing to save.</param>
    /// <param name="sources">The sources that are new.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public async Task<Conversation> ChangeAsync(
        Conversation conversation,
        Func<Conversation, Task<Conversation>> change,
        IReadOnlyList<ConversationSource> sources,
        CancellationToken cancellationToken)
    {
        var owner = conversation.Owner;
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var changed = await change(conversation).ConfigureAwait(false);
            if (ReferenceEquals(changed, conversation)) return conversation;
            var result = await store
                .SaveAsync(changed with { UpdatedAt = time.GetUtcNow() }, sources, cancellationToken)
                .ConfigureAwait(false);
            if (result.IsSaved) return result.Current;
            conversation = result.Current is { } current && current.Owner == owner
                ? current
                : throw ConversationErrors.NoConversation(conversation.Id);
        }

        throw ConversationErrors.Conflict("The conversation is changed by too many callers at once. Try again.");
    }
}
