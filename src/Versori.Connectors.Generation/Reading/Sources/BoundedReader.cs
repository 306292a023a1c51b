namespace Versori.Connectors.Generation.Reading;

/// <summary>Reads a stream to its end. Throws as soon as the content is larger than a limit.</summary>
internal static class BoundedReader
{
    public static async Task<ReadOnlyMemory<byte>> ReadAsync(
        Stream stream, int limit, CancellationToken cancellationToken)
    {
        var buffer = new byte[Math.Min(limit, 1 << 16) + 1];
        var count = 0;
        int read;
        while ((read = await stream.ReadAsync(buffer.AsMemory(count), cancellationToken).ConfigureAwait(false)) > 0)
        {
            count += read;
            if (count > limit) throw DocumentErrors.TooLarge(limit);
            // The buffer can grow to one byte more than the limit, so that the end of a document of exactly this size
            // is found.
            if (count == buffer.Length) Array.Resize(ref buffer, (int)Math.Min((long)buffer.Length * 2, limit + 1L));
        }

        return buffer.AsMemory(0, count);
    }
}
