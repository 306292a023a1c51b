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
        if (content.Headers.ContentLength > maximumBytes)
            return new BoundedBody(ReadOnlyMemory<byte>.Empty, IsTruncated: true);

        try
        {
            return await ReadStreamAsync(content, maximumBytes, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (IsDecodingFailure(exception))
        {
            throw new UnreadableContentException(exception);
        }
    }

    private static async ValueTask<BoundedBody> ReadStreamAsync(
        HttpContent content, int maximumBytes, CancellationToken cancellationToken)
    {
        var stream = await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
        {
            var chunk = ArrayPool<byte>.Shared.Rent(ChunkLength);
            var body = await ReadAsync(stream, chunk, maximumBytes, cancellationToken).ConfigureAwait(false);

            // After a failure the stream may still write to the chunk, which is then left to the garbage collector.
            ArrayPool<byte>.Shared.Return(chunk, clearArray: true);
            return body;
        }
    }

    // Most responses fit into one chunk and are copied once.
    private static async ValueTask<BoundedBody> ReadAsync(
        Stream stream, byte[] chunk, int maximumBytes, CancellationToken cancellationToken)
    {
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
                return new BoundedBody(buffer.ToArray(), IsTruncated: true);
            }

            if (filled < chunk.Length) continue;
            buffer ??= new();
            buffer.Write(chunk, 0, filled);
            filled = 0;
        }

        if (buffer is null) return new BoundedBody(chunk.AsSpan(0, filled).ToArray(), IsTruncated: false);
        buffer.Write(chunk, 0, filled);
        return new BoundedBody(buffer.ToArray(), IsTruncated: false);
    }

    // The decoders of gzip and deflate throw the first, the decoder of Brotli the second.
    private static bool IsDecodingFailure(Exception exception) =>
        exception is InvalidDataException or InvalidOperationException or NotSupportedException;
}
