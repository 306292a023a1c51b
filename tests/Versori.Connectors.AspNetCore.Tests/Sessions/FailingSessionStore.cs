using Versori.Connectors.InMemory;

namespace Versori.Connectors.AspNetCore.Tests.Sessions;

/// <summary>A store that fails to save a session as connected, after a test has done something.</summary>
internal sealed class FailingSessionStore : IConnectSessionStore
{
    private readonly InMemoryConnectSessionStore _inner = new();

    public Func<Task> BeforeFailure { get; set; } = () => Task.CompletedTask;

    public ValueTask<ConnectSession?> FindAsync(string id, CancellationToken cancellationToken) =>
        _inner.FindAsync(id, cancellationToken);

    public async ValueTask<SaveResult<ConnectSession>> SaveAsync(
        ConnectSession session, CancellationToken cancellationToken)
    {
        if (session.State != ConnectSessionState.Connected) return await _inner.SaveAsync(session, cancellationToken);
        await BeforeFailure();
        throw new ConnectorStoreException(ConnectorStoreFailure.Unavailable, "The store is away.");
    }

    public ValueTask<int> CountOpenAsync(Owner owner, DateTimeOffset time, CancellationToken cancellationToken) =>
        _inner.CountOpenAsync(owner, time, cancellationToken);

    public ValueTask<int> DeleteOwnedAsync(Owner owner, CancellationToken cancellationToken) =>
        _inner.DeleteOwnedAsync(owner, cancellationToken);

    public ValueTask<int> DeleteExpiredAsync(DateTimeOffset time, CancellationToken cancellationToken) =>
        _inner.DeleteExpiredAsync(time, cancellationToken);
}
