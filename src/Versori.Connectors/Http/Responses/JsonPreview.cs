using System.Text.Json;

namespace Versori.Connectors.Http;

/// <summary>
/// Reads the first JSON value of a response to decide what the response means. What it reads stays readable for the
/// caller.
/// </summary>
internal static class JsonPreview
{
    /// <summary>How much of the content is read. A failure is a short message.</summary>
    private const int MaximumBytes = 64 * 1024;

    // The values of such a stream arrive over time, so that reading on would delay the caller.
    private static readonly string[] StreamTypes = ["ndjson", "jsonl", "json-seq", "stream+json"];

    /// <summary>
    /// Returns the object or array with which the content begins; <see langword="null"/> if the content is something
    /// else, or longer than a message.
    /// </summary>
    /// <param name="response">The response. Its content may be replaced by an equal one.</param>
    /// <param name="cancellationToken">Cancels reading.</param>
    public static async ValueTask<JsonDocument?> ReadAsync(
        HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (!IsJson(response.Content) || response.Content.Headers.ContentLength > MaximumBytes) return null;
        var content = await PreviewedContent.OfAsync(response, cancellationToken).ConfigureAwait(false);
        JsonExtent extent = default;
        var scanned = 0;
        do
        {
            if (scanned == content.Beginning.Length)
            {
                await content.ReadMoreAsync(cancellationToken).ConfigureAwait(false);
            }

            extent.Read(content.Beginning.Span[scanned..]);
            scanned = content.Beginning.Length;
        }
        while (!extent.IsDecided && !content.HasEnded && scanned < MaximumBytes);

        return extent.Length == 0 ? null : UntrustedJson.Parse(content.Beginning[..extent.Length]);
    }

    private static bool IsJson(HttpContent content) => content.Headers.ContentType?.MediaType is { } type
        && type.Contains("json", StringComparison.OrdinalIgnoreCase)
        && !Array.Exists(StreamTypes, stream => type.Contains(stream, StringComparison.OrdinalIgnoreCase));
}
