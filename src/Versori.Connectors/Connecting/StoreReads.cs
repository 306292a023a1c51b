using Microsoft.Extensions.Options;

namespace Versori.Connectors.Connecting;

/// <summary>
/// Reads from stores on the way of a call, in limited time: a store that hangs is one that has failed, also where it does
/// not look at its cancellation token.
/// </summary>
internal sealed class StoreReads(IOptions<VersoriConnectorsOptions> options, TimeProvider time)
{
    /// <exception cref="TimeoutException">The store did not answer in time.</exception>
    public async Task<T> InTimeAsync<T>(Func<CancellationToken, Task<T>> read, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(options.Value.StoreTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            return await read(either.Token).WaitAsync(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException exception) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"A store did not answer within {options.Value.StoreTimeout}.", exception);
        }
    }
}
