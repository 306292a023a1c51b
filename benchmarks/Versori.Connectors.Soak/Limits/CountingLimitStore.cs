using System.Collections.Concurrent;

namespace Versori.Connectors.Soak.Limits;

/// <summary>Counts the claims at another store, and keeps its failures.</summary>
internal sealed class CountingLimitStore(ILimitStore inner) : ILimitStore
{
    private int _claims;

    public int Claims => Volatile.Read(ref _claims);

    public ConcurrentQueue<string> Failures { get; } = new();

    public async ValueTask<LimitGrant> ClaimAsync(LimitClaim claim, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _claims);
        try
        {
            return await inner.ClaimAsync(claim, cancellationToken);
        }
        catch (Exception exception)
        {
            Failures.Enqueue($"{exception.GetType().Name}: {exception.Message.ReplaceLineEndings(" ")}");
            throw;
        }
    }
}
