using System.Net;
using System.Text.Json;
using Versori.Connectors.Connecting;
using Versori.Connectors.Serialization;

namespace Versori.Connectors.Http;

/// <summary>
/// Determines which responses need handling: responses that reject a token, as the auth methods define them,
/// challenges, and redirects. Computed once for a connection, so that a response that needs none costs one table
/// lookup.
/// </summary>
internal sealed class ResponseClassifier
{
    private const int StatusCount = 600;
    private const long MaxInspectedBytes = 64 * 1024;

    private static readonly ResponseClassifier Default = new([(int)HttpStatusCode.Unauthorized], []);

    private readonly bool[] _needsHandling = new bool[StatusCount];
    private readonly bool[] _isRejected = new bool[StatusCount];
    private readonly RejectedResponse[] _rejectedResponses;

    private ResponseClassifier(IEnumerable<int> rejectedStatuses, RejectedResponse[] rejectedResponses)
    {
        _rejectedResponses = rejectedResponses;
        foreach (var status in rejectedStatuses.Where(IsInTable)) _isRejected[status] = true;
        foreach (var status in rejectedResponses.SelectMany(response => response.StatusCodes).Where(IsInTable))
        {
            _needsHandling[status] = true;
        }

        for (var status = 0; status < StatusCount; status++)
        {
            // A 401 that does not reject a token may still require something else, such as a nonce.
            _needsHandling[status] |= _isRejected[status]
                || status == (int)HttpStatusCode.Unauthorized
                || Redirect.IsRedirect((HttpStatusCode)status);
        }
    }

    public static ResponseClassifier Of(IEnumerable<PreparedMethod> methods)
    {
        var withTokens = methods.Where(method => method.Source is not null).Select(method => method.Method).ToArray();
        var statuses = withTokens.SelectMany(method => method.RejectedStatusCodes).Distinct().ToArray();
        var responses = withTokens.Select(method => method.RejectedResponse).OfType<RejectedResponse>().ToArray();
        var isDefault = responses.Length == 0 && statuses is [(int)HttpStatusCode.Unauthorized];
        return withTokens.Length == 0 || isDefault ? Default : new(statuses, responses);
    }

    /// <summary>Whether a response with this status needs handling.</summary>
    public bool NeedsHandling(HttpStatusCode status) => (uint)status < StatusCount && _needsHandling[(int)status];

    /// <summary>Whether a response rejects the token. Its content stays readable.</summary>
    public async ValueTask<bool> IsRejectedAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var status = (int)response.StatusCode;
        if ((uint)status < StatusCount && _isRejected[status]) return true;
        var mayReject = Array.Exists(_rejectedResponses, rejected => rejected.StatusCodes.Contains(status));
        if (!mayReject || !CanInspect(response.Content)) return false;

        await response.Content.LoadIntoBufferAsync(MaxInspectedBytes, cancellationToken).ConfigureAwait(false);
        var bytes = await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
        using var document = UntrustedJson.Parse(bytes);
        return document is not null && Array.Exists(
            _rejectedResponses,
            rejected => rejected.StatusCodes.Contains(status) && Matches(rejected, document.RootElement));
    }

    private static bool IsInTable(int status) => status is >= 0 and < StatusCount;

    // Content of unknown length, such as a stream, and large content are left for the caller to read.
    private static bool CanInspect(HttpContent content) =>
        content.Headers.ContentLength is > 0 and <= MaxInspectedBytes
        && content.Headers.ContentType?.MediaType?.Contains("json", StringComparison.OrdinalIgnoreCase) == true;

    private static bool Matches(RejectedResponse rejected, JsonElement root) =>
        JsonPointer.TryFind(root, rejected.Field, out var found)
        && JsonPointer.Scalar(found) is { } value
        && rejected.Values.Contains(value, StringComparer.Ordinal);
}
