namespace Versori.Connectors.Generation.Reading;

/// <summary>Reads a stream to its end. Throws as soon as the content is larger than a limit.</summary>
internal static class BoundedReader
{
    public static async Task<ReadOnlyMemory<byte>> ReadAsync(
        Stream stream, int limit, CancellationToken cancellationToken)
    {
        // A large document is read without a copy where its size is known.
        var expected = stream.CanSeek
            ? Math.Clamp(stream.Length - stream.Position, 0, limit)
            : Math.Min(limit, 1 << 16);
        var buffer = GC.AllocateUninitializedArray<byte>((int)expected + 1);
        var count = 0;
        int read;
        while ((read = await stream.ReadAsync(buffer.AsMemory(count), cancellationToken).ConfigureAwait(false)) > 0)
        {
            count += read;
            if (count > limit) throw DocumentErrors.TooLarge(limit);
            // The buffer can grow to one byte more than the limit, so that the end of a document of exactly this size
            // is found.
            if (count < buffer.Length) continue;
            var larger = GC.AllocateUninitializedArray<byte>((int)Math.Min((long)buffer.Length * 2, limit + 1L));
            buffer.CopyTo(larger, 0);
            buffer = larger;
        }

        return buffer.AsMemory(0, count);
    }
}
