namespace Versori.Connectors.Http;

/// <summary>Reads content up to a limit, so that a large response cannot exhaust the memory.</summary>
internal static class BoundedContent
{
    public static async Task<BoundedBody> ReadAsync(
        HttpContent content, int maximumBytes, CancellationToken cancellationToken)
    {
        if (content.Headers.ContentLength > maximumBytes)
            return new BoundedBody(ReadOnlyMemory<byte>.Empty, IsTruncated: true);

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
}
