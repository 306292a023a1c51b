namespace Versori.Connectors.Generation.Reading;

/// <summary>Reads a stream to its end, and stops as soon as it is larger than allowed.</summary>
internal static class BoundedReader
{
    public static async Task<ReadOnlyMemory<byte>> ReadAsync(Stream stream, int limit, CancellationToken cancellationToken)
    {
        var buffer = new byte[Math.Min(limit, 1 << 16) + 1];
        var count = 0;
        while (true)
        {
            var read = await stream.ReadAsync(buffer.AsMemory(count), cancellationToken).ConfigureAwait(false);
            if (read == 0) return buffer.AsMemory(0, count);
            count += read;
            if (count > limit) throw DocumentErrors.TooLarge(limit);
            // One byte more than the limit, so that a document of just the limit still reads to its end.
            if (count == buffer.Length) Array.Resize(ref buffer, (int)Math.Min((long)buffer.Length * 2, limit + 1L));
        }
    }
}
