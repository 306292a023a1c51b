namespace Versori.Connectors.Authentication.Requests;

/// <summary>
/// Reads a request's content into memory, to sign, hash or edit it. The content can still be sent afterwards.
/// </summary>
internal static class BufferedRequestBody
{
    /// <summary>
    /// The largest content of a stream that is kept in memory to be read and then sent: 32 MiB. Content that is already
    /// in memory has no limit.
    /// </summary>
    public const int MaximumBufferedBytes = 32 * 1024 * 1024;

    public static ValueTask<byte[]> ReadAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        request.Content is { } content
            ? new(ReadAsync(request, content, cancellationToken))
            : new(Array.Empty<byte>());

    private static async Task<byte[]> ReadAsync(
        HttpRequestMessage request, HttpContent content, CancellationToken cancellationToken)
    {
        if (content is ByteArrayContent or ReadOnlyMemoryContent)
        {
            return await content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
        }

        if (content.Headers.ContentLength > MaximumBufferedBytes) throw TooLarge();
        try
        {
            // The buffered content is sent; the stream is not read a second time.
            await content.LoadIntoBufferAsync(MaximumBufferedBytes, cancellationToken).ConfigureAwait(false);
            BufferedContent.Mark(request);
        }
        catch (HttpRequestException exception)
            when (exception.HttpRequestError == HttpRequestError.ConfigurationLimitExceeded)
        {
            throw TooLarge();
        }

        return await content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
    }

    private static ConnectorException TooLarge() => new(new ConnectorError
    {
        Code = ConnectorErrorCode.InvalidArgument,
        Message = "The auth method reads the request's content, which therefore has to be kept in memory. "
            + $"The content of this stream is larger than the limit of {MaximumBufferedBytes} bytes. "
            + "Send the content in parts or as bytes, or use an auth method that does not read the content.",
        Location = "body",
    });
}
