namespace Versori.Connectors.Http;

/// <summary>
/// Reads content up to a limit, so that a large response cannot exhaust the memory. Throws an
/// <see cref="UnreadableContentException"/> if the content cannot be decoded, and an <see cref="IOException"/> or
/// <see cref="HttpRequestException"/> if it ends early.
/// </summary>
internal static class BoundedContent
{
    public static async Task<BoundedBody> ReadAsync(
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

    private static async Task<BoundedBody> ReadStreamAsync(
        HttpContent content, int maximumBytes, CancellationToken cancellationToken)
    {
        var stream = await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
        {
            using var buffer = new MemoryStream();
            var chunk = new byte[16 * 1024];
            int read;
            while ((read = await stream.ReadAsync(chunk, cancellationToken).ConfigureAwait(false)) > 0)
            {
                if (buffer.Length + read > maximumBytes)
                {
                    buffer.Write(chunk, 0, (int)(maximumBytes - buffer.Length));
                    return new BoundedBody(buffer.ToArray(), IsTruncated: true);
                }

                buffer.Write(chunk, 0, read);
            }

            return new BoundedBody(buffer.ToArray(), IsTruncated: false);
        }
    }

    // The decoders of gzip and deflate throw the first, the decoder of Brotli the second.
    private static bool IsDecodingFailure(Exception exception) =>
        exception is InvalidDataException or InvalidOperationException or NotSupportedException;
}
