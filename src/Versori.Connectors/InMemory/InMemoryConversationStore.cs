namespace Versori.Connectors.InMemory;

/// <summary>Keeps conversations in memory until the process ends.</summary>
public sealed class InMemoryConversationStore : IConversationStore
{
    private readonly InMemoryTable<ConversationId, Conversation> _conversations =
        new(row => row.Id, row => row.Revision);

    private readonly Dictionary<(ConversationId, string), ConversationSource> _sources = [];

    internal int SourceCount
    {
        get
        {
            lock (_conversations.Lock) return _sources.Count;
        }
    }

    /// <inheritdoc />
    public ValueTask<Conversation?> FindAsync(ConversationId id, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new(_conversations.Find(id));
    }

    /// <inheritdoc />
    public ValueTask<ConversationSource?> FindSourceAsync(
        ConversationId id, string key, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(key);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_conversations.Lock) return new(_sources.GetValueOrDefault((id, key)));
    }

    /// <inheritdoc />
    public ValueTask<SaveResult<Conversation>> SaveAsync(
        Conversation conversation, IReadOnlyList<ConversationSource> sources, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(conversation);
        ArgumentNullException.ThrowIfNull(sources);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_conversations.Lock)
        {
            var result = _conversations.Save(conversation, row => row with { Revision = row.Revision + 1 });
            if (!result.IsSaved) return new(result);
            foreach (var source in sources) _sources.TryAdd((conversation.Id, source.Key), source);
            return new(result);
        }
    }

    /// <inheritdoc />
    public ValueTask<bool> DeleteAsync(ConversationId id, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_conversations.Lock)
        {
            if (_conversations.Find(id) is not { } row) return new(false);
            _conversations.Delete(id, row.Revision);
            foreach (var key in _sources.Keys.Where(key => key.Item1 == id).ToList()) _sources.Remove(key);
            return new(true);
        }
    }

    /// <inheritdoc />
    public IAsyncEnumerable<Conversation> ListAsync(ConversationFilter filter, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(filter);
        return Streaming.Of(
            _conversations.List(
                row => (filter.Owner is not { } owner || row.Owner == owner)
                    && (filter.UpdatedBefore is not { } before || row.UpdatedAt < before),
                filter.After),
            cancellationToken);
    }
}
