namespace Versori.Connectors.Invocation;

/// <summary>The content of a request that was sent, before redaction.</summary>
/// <param name="Bytes">The bytes; <see langword="null"/> if there is no content, or if it is not in memory.</param>
/// <param name="ContentType">The media type with its parameters.</param>
/// <param name="MediaType">The media type; <see langword="null"/> if there is no content.</param>
internal readonly record struct SentBody(byte[]? Bytes, string? ContentType, string? MediaType)
{
    /// <summary>Reads content that is in memory. Streams are not read.</summary>
    public static async ValueTask<SentBody> ReadAsync(HttpContent? content, CancellationToken cancellationToken)
    {
        if (content is null) return default;
        var type = content.Headers.ContentType;
        var bytes = content switch
        {
            WrittenContent written => written.Bytes,
            ByteArrayContent or ReadOnlyMemoryContent =>
                await content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false),
            _ => null,
        };
        return new(bytes, type?.ToString(), type?.MediaType ?? "unknown type");
    }
}
