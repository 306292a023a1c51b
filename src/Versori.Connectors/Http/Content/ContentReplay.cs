using System.Net.Http.Json;
using Versori.Connectors.Authentication.Requests;

namespace Versori.Connectors.Http;

/// <summary>
/// Makes the content of requests repeatable, for example after a 401, and determines whether it is.
/// </summary>
internal static class ContentReplay
{
    // The boundaries and headers of the parts of multipart content.
    private const long Overhead = 64 * 1024;

    /// <summary>Whether <see cref="PrepareAsync"/> has to be called before the request is sent.</summary>
    public static bool NeedsPreparation(HttpContent? content) =>
        content is not (null or ByteArrayContent or ReadOnlyMemoryContent or JsonContent or RecordedContent);

    /// <summary>
    /// Prepares content for being sent twice, whatever its class: content of known length is buffered up to the limit,
    /// a seekable stream is rewound, and content that writes itself is recorded while it is sent. A stream that can
    /// only be read once and has no known length is left as it is.
    /// </summary>
    /// <param name="request">The request. Its content may be replaced.</param>
    /// <param name="limit">The largest content that is kept in memory, in bytes.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public static async Task PrepareAsync(HttpRequestMessage request, long limit, CancellationToken cancellationToken)
    {
        if (request.Content is not { } content || IsRepeatable(content)) return;
        if (LengthOf(content) is { } length)
        {
            if (length > limit) return;
            await content.LoadIntoBufferAsync(limit + Overhead, cancellationToken).ConfigureAwait(false);
            BufferedContent.Mark(request);
        }
        else if (limit > 0 && !HasStream(content))
        {
            request.Content = new RecordedContent(content, limit);
        }
    }

    /// <summary>Whether the content of a request can be sent again.</summary>
    public static bool IsPossible(HttpRequestMessage request) =>
        IsRepeatable(request.Content) || BufferedContent.IsMarked(request);

    // ByteArrayContent includes text and form content.
    private static bool IsRepeatable(HttpContent? content) => content switch
    {
        null or ByteArrayContent or ReadOnlyMemoryContent or JsonContent => true,
        RecordedContent recorded => recorded.IsRepeatable,
        StreamContent stream => IsSeekable(stream),
        MultipartContent parts => parts.All(IsRepeatable),
        _ => false,
    };

    // StreamContent rewinds a seekable stream by itself. Its read stream is a view of the stream and reads nothing. A
    // derived class may read the stream here, and is treated as other content.
    private static bool IsSeekable(StreamContent content) =>
        content.GetType() == typeof(StreamContent) && content.ReadAsStream().CanSeek;

    // Multipart content does not add up lengths that are only declared.
    private static long? LengthOf(HttpContent content) =>
        content.Headers.ContentLength ?? (content is MultipartContent parts ? SumOf(parts) : null);

    private static long? SumOf(MultipartContent parts)
    {
        var lengths = parts.Select(LengthOf).ToArray();
        return Array.TrueForAll(lengths, length => length is not null) ? lengths.Sum() : null;
    }

    private static bool HasStream(HttpContent content) =>
        content is StreamContent || (content is MultipartContent parts && parts.Any(HasStream));
}
