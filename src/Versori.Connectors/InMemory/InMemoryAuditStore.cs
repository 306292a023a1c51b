namespace Versori.Connectors.InMemory;

/// <summary>
/// Keeps audit entries in memory until the process ends. They grow without bound unless <see
/// cref="AuditOptions.Retention"/> is set.
/// </summary>
public sealed class InMemoryAuditStore : IAuditStore
{
    private readonly Lock _lock = new();
    private readonly SortedDictionary<(DateTimeOffset OccurredAt, Guid Id), Row> _rows = [];
    private readonly HashSet<Guid> _ids = [];
    private readonly Dictionary<string, Guid> _keys = new(StringComparer.Ordinal);
    private readonly Dictionary<Guid, string> _persons = [];

    /// <inheritdoc />
    public ValueTask<bool> AppendAsync(AuditEntry entry, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(entry);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            if (!_ids.Add(entry.Id)) return new(false);
            var isOfUser = entry.Owner is { IsHost: false };
            _rows[(entry.OccurredAt, entry.Id)] = new(
                entry with { Actor = null, Owner = isOfUser ? null : entry.Owner },
                KeyOf(entry.Actor),
                KeyOf(entry.Owner?.UserId));
            return new(true);
        }
    }

    /// <inheritdoc />
    public IAsyncEnumerable<AuditEntry> ListAsync(AuditFilter filter, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(filter);
        lock (_lock)
        {
            return Streaming.Of(
                _rows.Values.Where(row => Matches(row.Entry, filter)).Select(Read).ToArray(), cancellationToken);
        }
    }

    /// <inheritdoc />
    public ValueTask<bool> ErasePersonAsync(string personId, CancellationToken cancellationToken)
    {
        AuditEntry.ThrowIfNotPerson(personId);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock) return new(_keys.Remove(personId, out var key) && _persons.Remove(key));
    }

    /// <inheritdoc />
    public ValueTask<int> DeleteBeforeAsync(DateTimeOffset time, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            var old = _rows.Keys.TakeWhile(key => key.OccurredAt < time).ToList();
            foreach (var key in old)
            {
                _rows.Remove(key);
                _ids.Remove(key.Id);
            }

            var used = _rows.Values.SelectMany(row => new[] { row.Actor, row.Owner }).ToHashSet();
            foreach (var key in _persons.Keys.Where(key => !used.Contains(key)).ToList())
            {
                if (_persons.Remove(key, out var person)) _keys.Remove(person);
            }

            return new(old.Count);
        }
    }

    private Guid? KeyOf(string? person)
    {
        if (person is null) return null;
        if (_keys.TryGetValue(person, out var key)) return key;
        key = RandomValues.Uuid();
        _keys[person] = key;
        _persons[key] = person;
        return key;
    }

    private AuditEntry Read(Row row) => row.Entry with
    {
        Actor = NameOf(row.Actor),
        Owner = NameOf(row.Owner) is { } user ? Owner.User(user) : row.Entry.Owner,
    };

    private string? NameOf(Guid? key) => key is { } known
        ? _persons.GetValueOrDefault(known, $"{AuditEntry.ErasedPrefix}{known:N}")
        : null;

    private static bool Matches(AuditEntry entry, AuditFilter filter) =>
        (filter.ConnectorId is null || entry.ConnectorId == filter.ConnectorId)
        && (filter.ConnectionId is null || entry.ConnectionId == filter.ConnectionId)
        && (filter.From is not { } from || entry.OccurredAt >= from)
        && (filter.Until is not { } until || entry.OccurredAt < until);

    private sealed record Row(AuditEntry Entry, Guid? Actor, Guid? Owner);
}
