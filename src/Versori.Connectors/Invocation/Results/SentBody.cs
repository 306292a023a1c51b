using System.Net.Http.Headers;

namespace Versori.Connectors.Invocation;

/// <summary>The content of a request that was sent, before redaction.</summary>
/// <param name="Bytes">The bytes; <see langword="null"/> if there is no content, or if it is not in memory.</param>
/// <param name="Headers">The headers of the content; <see langword="null"/> if there is none.</param>
internal readonly record struct SentBody(byte[]? Bytes, HttpContentHeaders? Headers)
{
    /// <summary>The media type with its parameters.</summary>
    public string? ContentType => Parse()?.ToString();

    /// <summary>The media type; <see langword="null"/> if there is no content.</summary>
    public string? MediaType => Headers is null ? null : Parse()?.MediaType ?? "unknown type";

    /// <summary>Reads content that is in memory. Streams are not read.</summary>
    public static async ValueTask<SentBody> ReadAsync(HttpContent? content, CancellationToken cancellationToken)
    {
        if (content is null) return default;
        var bytes = content switch
        {
            WrittenContent written => written.Bytes,
            ByteArrayContent or ReadOnlyMemoryContent =>
                await content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false),
            _ => null,
        };
        return new(bytes, content.Headers);
    }

    // The headers would keep what they parsed, so several threads could change them at once.
    private MediaTypeHeaderValue? Parse() =>
        Headers?.NonValidated.TryGetValues("Content-Type", out var types) == true
        && MediaTypeHeaderValue.TryParse(types.ToString(), out var type)
            ? type
            : null;
}
