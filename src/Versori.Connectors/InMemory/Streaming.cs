using System.Runtime.CompilerServices;

namespace Versori.Connectors.InMemory;

/// <summary>Gives a copied page as a stream that can be cancelled between items.</summary>
internal static class Streaming
{
#pragma warning disable CS1998 // Nothing here waits; the stream is asynchronous because other stores' are.
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
