using Versori.Connectors.Tests.Auditing;

[assembly: ExemptFromStoreConformance(typeof(Failing), "It is there to fail.")]

namespace Versori.Connectors.Tests.Auditing;

/// <summary>An audit store, an observer and an actor source that always fail.</summary>
public sealed class Failing : IAuditStore, IAuditObserver, IAuditActorSource
{
    public ValueTask<bool> AppendAsync(AuditEntry entry, CancellationToken cancellationToken) =>
        throw new InvalidOperationException();

    public IAsyncEnumerable<AuditEntry> ListAsync(AuditFilter filter, CancellationToken cancellationToken) =>
        throw new InvalidOperationException();

    public ValueTask<bool> ErasePersonAsync(string personId, CancellationToken cancellationToken) =>
        throw new InvalidOperationException();

    public ValueTask<int> DeleteBeforeAsync(DateTimeOffset time, CancellationToken cancellationToken) =>
        throw new InvalidOperationException();

    public ValueTask OnEntryAsync(AuditEntry entry, CancellationToken cancellationToken) =>
        throw new InvalidOperationException();

    public string? GetActor() => throw new InvalidOperationException();
}
