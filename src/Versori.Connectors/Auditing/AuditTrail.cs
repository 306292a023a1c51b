using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Versori.Connectors.Connecting;
using Versori.Connectors.Diagnostics;
using Versori.Connectors.Serialization;

namespace Versori.Connectors.Auditing;

/// <summary>
/// Records what was done. The action is complete already: a failure of the record is logged and affects nothing else.
/// </summary>
internal sealed class AuditTrail
{
    private static readonly TimeSpan CleanupInterval = TimeSpan.FromHours(1);

    private readonly IAuditStore _store;
    private readonly IAuditObserver[] _observers;
    private readonly IAuditActorSource _actors;
    private readonly AuditOptions _options;
    private readonly StoreReads _reads;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly bool _keepsEntries;
    private long _cleanupAt;
    private long _lastTime;

    public AuditTrail(
        IAuditStore store,
        IEnumerable<IAuditObserver> observers,
        IEnumerable<AuditSwitch> switches,
        IAuditActorSource actors,
        IOptions<AuditOptions> options,
        StoreReads reads,
        TimeProvider time,
        ILogger<AuditTrail> logger)
    {
        _store = store;
        _observers = [.. observers];
        _actors = actors;
        _options = options.Value;
        _reads = reads;
        _time = time;
        _logger = logger;
        _keepsEntries = switches.Any() && _options.KeepEntries;
        IsOn = _keepsEntries || _observers.Length > 0;
    }

    /// <summary>Whether entries are kept or observed.</summary>
    public bool IsOn { get; }

    /// <summary>Records what was done to a connection.</summary>
    public Task RecordAsync(
        AuditAction action, Connection connection, bool isAutomatic = false, string? detail = null)
    {
        if (!IsOn) return Task.CompletedTask;
        return RecordAsync(NewEntry(action, isAutomatic) with
        {
            ConnectorId = connection.ConnectorId,
            ConnectionId = connection.Id,
            Owner = connection.Owner,
            Detail = action is AuditAction.Connected or AuditAction.Reconnected or AuditAction.Upgraded
                ? string.Join(", ", connection.Snapshot.Methods.Select(method => method.Id))
                : detail,
        });
    }

    /// <summary>Records what was done to a connector.</summary>
    public Task RecordAsync(AuditAction action, ConnectorId connector, string? detail = null) => IsOn
        ? RecordAsync(NewEntry(action) with { ConnectorId = connector, Detail = detail })
        : Task.CompletedTask;

    /// <summary>Records what was done to a connection of which only the id is known.</summary>
    public Task RecordAsync(AuditAction action, ConnectionId connection, string detail) => IsOn
        ? RecordAsync(NewEntry(action) with { ConnectionId = connection, Detail = detail })
        : Task.CompletedTask;

    /// <summary>Records what was done to a template.</summary>
    public Task RecordAsync(AuditAction action, TemplateId template, ConnectorId? connector) => IsOn
        ? RecordAsync(NewEntry(action) with { TemplateId = template, ConnectorId = connector })
        : Task.CompletedTask;

    /// <summary>Records what was done to the binding of a template.</summary>
    public Task RecordAsync(AuditAction action, Binding binding, ConnectorId? connector) => IsOn
        ? RecordAsync(NewEntry(action) with
        {
            TemplateId = binding.Key.Template,
            ConnectorId = connector,
            ConnectionId = binding.ConnectionId,
            Owner = binding.Key.Owner,
        })
        : Task.CompletedTask;

    /// <summary>Records what was done for an owner.</summary>
    public Task RecordAsync(AuditAction action, Owner owner, string detail) =>
        IsOn ? RecordAsync(NewEntry(action) with { Owner = owner, Detail = detail }) : Task.CompletedTask;

    /// <summary>Records what was done to something else.</summary>
    public Task RecordAsync(AuditAction action, string detail) =>
        IsOn ? RecordAsync(NewEntry(action) with { Detail = detail }) : Task.CompletedTask;

    /// <summary>
    /// Records the first use of a connection. Each process reports it; the id ensures that the first one counts. Calls
    /// do not wait for it.
    /// </summary>
    public void RecordFirstUse(Connection connection)
    {
        if (!IsOn) return;
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData([.. connection.Id.Value.ToByteArray(), .. "first use"u8], hash);
        var entry = NewEntry(AuditAction.FirstUsed) with
        {
            Id = new Guid(hash[..16]),
            ConnectorId = connection.ConnectorId,
            ConnectionId = connection.Id,
            Owner = connection.Owner,
        };
        _ = Task.Run(() => RecordAsync(entry));
    }

    private AuditEntry NewEntry(AuditAction action, bool isAutomatic = false)
    {
        var now = NextTime();
        return new()
        {
            Id = Guid.CreateVersion7(now),
            OccurredAt = now,
            Action = action,
            IsAutomatic = isAutomatic,
            Actor = isAutomatic ? null : FindActor(),
        };
    }

    // Actions of one process keep their order, even if the clock does not tell them apart.
    private DateTimeOffset NextTime()
    {
        var now = _time.GetUtcNow().UtcTicks;
        long last, next;
        do
        {
            last = Interlocked.Read(ref _lastTime);
            next = Math.Max(now, last + 1);
        }
        while (Interlocked.CompareExchange(ref _lastTime, next, last) != last);

        return new(next, TimeSpan.Zero);
    }

    private string? FindActor()
    {
        try
        {
            // An id that no store keeps must not cost the entry.
            return _actors.GetActor() is { Length: > 0 } actor ? StoredText.Repair(actor) : null;
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            _logger.AuditActorUnknown(exception);
            return null;
        }
    }

    private async Task RecordAsync(AuditEntry entry)
    {
        try
        {
            // An entry that is stored already is that of another process.
            var isNew = !_keepsEntries
                || await _reads.InTimeAsync(limit => _store.AppendAsync(entry, limit).AsTask(), CancellationToken.None)
                    .ConfigureAwait(false);
            if (isNew) await NotifyAsync(entry).ConfigureAwait(false);
            if (_keepsEntries) await CleanUpAsync(entry.OccurredAt).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            _logger.AuditEntryNotKept(exception, entry.Action, entry.Id);
        }
    }

    private async Task NotifyAsync(AuditEntry entry)
    {
        foreach (var observer in _observers)
        {
            try
            {
                await observer.OnEntryAsync(entry, CancellationToken.None).ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is not OutOfMemoryException)
            {
                _logger.AuditObserverFailed(exception, observer.GetType().Name, entry.Action);
            }
        }
    }

    private async Task CleanUpAsync(DateTimeOffset now)
    {
        if (_options.Retention is not { } retention) return;
        var due = Interlocked.Read(ref _cleanupAt);
        if (now.UtcTicks < due) return;
        var next = now.UtcTicks + CleanupInterval.Ticks;
        if (Interlocked.CompareExchange(ref _cleanupAt, next, due) != due) return;
        await _store.DeleteBeforeAsync(now - retention, CancellationToken.None).ConfigureAwait(false);
    }
}
