using Versori.Connectors.Serialization;

namespace Versori.Connectors.Http;

/// <summary>
/// Recognises a response that reports a rejected credential otherwise than by its status. What it reads of the content
/// stays readable for the caller.
/// </summary>
internal static class RejectedContent
{
    /// <summary>Whether the response reports a rejection.</summary>
    /// <param name="rule">How rejections are reported.</param>
    /// <param name="response">The response. Its content may be replaced by an equal one.</param>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">Cancels reading.</param>
    public static ValueTask<bool> MatchesAsync(
        RejectedResponse rule,
        HttpResponseMessage response,
        HttpRequestMessage? request,
        CancellationToken cancellationToken) => rule.From == RejectedResponseSource.Header
        ? HeaderMatchesAsync(rule, response, request, cancellationToken)
        : JsonMatchesAsync(rule, response, cancellationToken);

    private static async ValueTask<bool> JsonMatchesAsync(
        RejectedResponse rule, HttpResponseMessage response, CancellationToken cancellationToken)
    {
        using var document = await JsonPreview.ReadAsync(response, cancellationToken).ConfigureAwait(false);
        return document is not null
            && JsonPointer.TryFind(document.RootElement, rule.Field, out var found)
            && JsonPointer.Scalar(found) is { } value
            && rule.Values.Contains(value, StringComparer.Ordinal);
    }

    // A trailer follows the content (RFC 9110 §6.5). gRPC sends it without content when a call is refused, and then
    // often among the headers ("Trailers-Only"). A request whose content is still being sent may need a response before
    // it goes on, so only the others wait for the first byte.
    private static async ValueTask<bool> HeaderMatchesAsync(
        RejectedResponse rule,
        HttpResponseMessage response,
        HttpRequestMessage? request,
        CancellationToken cancellationToken)
    {
        if (Find(response, rule.Field) is { } header) return Contains(rule, header);
        if (request is not null && !ContentReplay.IsPossible(request)) return false;
        var content = await PreviewedContent.OfAsync(response, cancellationToken).ConfigureAwait(false);
        if (content.Beginning.IsEmpty) await content.ReadMoreAsync(cancellationToken).ConfigureAwait(false);
        return content.HasEnded && Find(response, rule.Field) is { } trailer && Contains(rule, trailer);
    }

    private static string? Find(HttpResponseMessage response, string name)
    {
        var isFound = response.Headers.NonValidated.TryGetValues(name, out var values)
            || response.Content.Headers.NonValidated.TryGetValues(name, out values)
            || response.TrailingHeaders.NonValidated.TryGetValues(name, out values);
        return isFound ? values.ToString() : null;
    }

    private static bool Contains(RejectedResponse rule, string value) =>
        rule.Values.Contains(value.Trim(), StringComparer.Ordinal);
}
