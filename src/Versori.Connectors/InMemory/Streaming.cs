using System.Runtime.CompilerServices;

namespace Versori.Connectors.InMemory;

/// <summary>Returns copied items as a stream that can be cancelled between items.</summary>
internal static class Streaming
{
#pragma warning disable CS1998 // Nothing here waits; the stream is asynchronous because the interface requires it.
    public static async IAsyncEnumerable<T> Of<T>(
        IEnumerable<T> items, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var item in items)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return item;
        }
    }
#pragma warning restore CS1998
}
