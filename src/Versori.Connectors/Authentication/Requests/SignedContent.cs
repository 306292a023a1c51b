namespace Versori.Connectors.Authentication.Requests;

/// <summary>Reads the content that is signed, and leaves it to be sent.</summary>
internal static class SignedContent
{
    /// <summary>
    /// How much of a content that comes from a stream is kept in memory so that it can be signed and then sent: 32 MiB.
    /// Content that is in memory anyway has no limit.
    /// </summary>
    public const int MaximumBufferedBytes = 32 * 1024 * 1024;

    public static ValueTask<byte[]> ReadAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        request.Content is { } content ? new(ReadAsync(content, cancellationToken)) : new(Array.Empty<byte>());

    private static async Task<byte[]> ReadAsync(HttpContent content, CancellationToken cancellationToken)
    {
        if (content is ByteArrayContent or ReadOnlyMemoryContent) return await content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);

        if (content.Headers.ContentLength > MaximumBufferedBytes) throw TooLarge();
        try
        {
            // Once it is in the buffer, it is sent from there: a stream is not read a second time.
            await content.LoadIntoBufferAsync(MaximumBufferedBytes, cancellationToken).ConfigureAwait(false);
        }
        catch (HttpRequestException exception) when (exception.HttpRequestError == HttpRequestError.ConfigurationLimitExceeded)
        {
            throw TooLarge();
        }

        return await content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
    }

    private static ConnectorException TooLarge() => new(new ConnectorError
    {
        Code = ConnectorErrorCode.InvalidArgument,
        Message = $"The request's content has to be signed, and what comes from a stream is kept in memory for that up to {MaximumBufferedBytes} bytes. "
            + "Send it in parts, as bytes, or unsigned where the auth method allows that.",
        Location = "body",
    });
}
