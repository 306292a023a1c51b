using System.Collections.Concurrent;

namespace Quickstart.Server;

/// <summary>Counts requests, and holds the generation of tokens that is valid.</summary>
internal sealed class WarehouseTraffic
{
    private readonly ConcurrentDictionary<string, int> _callsByToken = new(StringComparer.Ordinal);
    private int _tokenRequests;
    private int _apiCalls;
    private int _rejectedApiCalls;
    private int _generation;

    public int TokenRequests => Volatile.Read(ref _tokenRequests);

    public int ApiCalls => Volatile.Read(ref _apiCalls);

    public int RejectedApiCalls => Volatile.Read(ref _rejectedApiCalls);

    public int Generation => Volatile.Read(ref _generation);

    public IReadOnlyDictionary<string, int> ApiCallsByToken => new Dictionary<string, int>(_callsByToken);

    public void CountTokenRequest() => Interlocked.Increment(ref _tokenRequests);

    public void CountApiCall(string? tokenId, bool rejected)
    {
        Interlocked.Increment(ref _apiCalls);

        if (rejected)
        {
            Interlocked.Increment(ref _rejectedApiCalls);
        }
        else if (tokenId is not null)
        {
            _callsByToken.AddOrUpdate(tokenId, 1, static (_, count) => count + 1);
        }
    }

    public void StartNewGeneration() => Interlocked.Increment(ref _generation);
}
