using System.Collections.Concurrent;

namespace Versori.Connectors.Http;

/// <summary>
/// One copy of every origin that many connections have in common: less memory, and one place for the processor's cache to
/// hold whichever connection is called. Where each connection has an origin of its own there is nothing to share.
/// </summary>
internal sealed class SharedOrigins
{
    private const int Most = 1_000;

    private readonly ConcurrentDictionary<string, string> _known = new(StringComparer.Ordinal);
    private int _count;

    public string Shared(string origin)
    {
        if (_known.TryGetValue(origin, out var known)) return known;
        if (_count >= Most) return origin;
        if (_known.TryAdd(origin, origin)) Interlocked.Increment(ref _count);
        return origin;
    }
}
