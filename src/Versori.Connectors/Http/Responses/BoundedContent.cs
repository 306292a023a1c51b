using System.Buffers;

namespace Versori.Connectors.Http;

/// <summary>
/// Reads content up to a limit, so that a large response cannot exhaust the memory. Throws an
/// <see cref="UnreadableContentException"/> if the content cannot be decoded, and an <see cref="IOException"/> or
/// <see cref="HttpRequestException"/> if it ends early.
/// </summary>
internal static class BoundedContent
{
    private const int ChunkLength = 16 * 1024;

    public static async ValueTask<BoundedBody> ReadAsync(
        HttpContent content, int maximumBytes, CancellationToken cancellationToken)
    {
        using var body = await RentAsync(content, maximumBytes, cancellationToken).ConfigureAwait(false);
        return new(body.IsPooled ? body.Bytes.ToArray() : body.Bytes, body.IsTruncated);
    }

    /// <summary>As <see cref="ReadAsync"/>, for a caller that does not keep the content.</summary>
    public static async ValueTask<RentedBody> RentAsync(
        HttpContent content, int maximumBytes, CancellationToken cancellationToken)
    {
        if (content.Headers.ContentLength > maximumBytes)
            return new(ReadOnlyMemory<byte>.Empty, rented: null, isTruncated: true);

        try
        {
            return await ReadStreamAsync(content, maximumBytes, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (IsDecodingFailure(exception))
        {
            throw new UnreadableContentException(exception);
        }
    }

    private static async ValueTask<RentedBody> ReadStreamAsync(
        HttpContent content, int maximumBytes, CancellationToken cancellationToken)
    {
        var stream = await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
        {
            return await ReadStreamAsync(stream, maximumBytes, cancellationToken).ConfigureAwait(false);
        }
    }

    // Most responses fit into one chunk and are copied at most once. After a failure the stream may still write to the
    // chunk, which is then left to the garbage collector.
    private static async ValueTask<RentedBody> ReadStreamAsync(
        Stream stream, int maximumBytes, CancellationToken cancellationToken)
    {
        var chunk = ArrayPool<byte>.Shared.Rent(ChunkLength);
        MemoryStream? buffer = null;
        var filled = 0;
        int read;
        while ((read = await stream.ReadAsync(chunk.AsMemory(filled), cancellationToken).ConfigureAwait(false)) > 0)
        {
            filled += read;
            if (filled + (buffer?.Length ?? 0) > maximumBytes)
            {
                buffer ??= new();
                buffer.Write(chunk, 0, (int)(maximumBytes - buffer.Length));
                return Whole(buffer, chunk, isTruncated: true);
            }

            if (filled < chunk.Length) continue;
            buffer ??= new();
            buffer.Write(chunk, 0, filled);
            filled = 0;
        }

        if (buffer is null) return new(chunk.AsMemory(0, filled), chunk, isTruncated: false);
        buffer.Write(chunk, 0, filled);
        return Whole(buffer, chunk, isTruncated: false);
    }

    private static RentedBody Whole(MemoryStream buffer, byte[] chunk, bool isTruncated)
    {
        ArrayPool<byte>.Shared.Return(chunk, clearArray: true);
        return new(buffer.ToArray(), rented: null, isTruncated);
    }

    // The decoders of gzip and deflate throw the first, the decoder of Brotli the second.
    private static bool IsDecodingFailure(Exception exception) =>
        exception is InvalidDataException or InvalidOperationException or NotSupportedException;
}
