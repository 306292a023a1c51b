using System.Net;
using System.Text.Json;
using Versori.Connectors.Connecting;
using Versori.Connectors.Serialization;

namespace Versori.Connectors.Http;

/// <summary>
/// Which answers need more than being handed on: those that reject a token, as the auth methods describe them, and
/// redirects. Worked out once, so that a usual answer costs one look into a table.
/// </summary>
internal sealed class FollowUps
{
    private const int Statuses = 600;
    private const long LargestAnswerLookedInto = 64 * 1024;

    private static readonly FollowUps Usual = new([(int)HttpStatusCode.Unauthorized], []);

    private readonly bool[] _needsMore = new bool[Statuses];
    private readonly bool[] _isRejected = new bool[Statuses];
    private readonly RejectedAnswer[] _answers;

    private FollowUps(IEnumerable<int> rejected, RejectedAnswer[] answers)
    {
        _answers = answers;
        foreach (var status in rejected.Where(status => status is >= 0 and < Statuses)) _isRejected[status] = true;
        foreach (var status in answers.SelectMany(answer => answer.Statuses).Where(status => status is >= 0 and < Statuses)) _needsMore[status] = true;
        for (var status = 0; status < Statuses; status++)
        {
            // A 401 may ask for more than the credential, such as a nonce, also where it does not reject a token.
            _needsMore[status] |= _isRejected[status] || status == (int)HttpStatusCode.Unauthorized || Redirect.IsRedirect((HttpStatusCode)status);
        }
    }

    public static FollowUps Of(IEnumerable<PreparedMethod> methods)
    {
        var withTokens = methods.Where(method => method.Source is not null).Select(method => method.Method).ToArray();
        var statuses = withTokens.SelectMany(method => method.RejectedStatuses).Distinct().ToArray();
        var answers = withTokens.Select(method => method.RejectedAnswer).OfType<RejectedAnswer>().ToArray();
        return withTokens.Length == 0 || (answers.Length == 0 && statuses is [(int)HttpStatusCode.Unauthorized]) ? Usual : new(statuses, answers);
    }

    /// <summary>Whether an answer with this status needs more than being handed on.</summary>
    public bool Include(HttpStatusCode status) => (uint)status < Statuses && _needsMore[(int)status];

    /// <summary>Whether an answer says that the token is no longer good. Its content stays readable.</summary>
    public async ValueTask<bool> IsRejectedAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var status = (int)response.StatusCode;
        if ((uint)status < Statuses && _isRejected[status]) return true;
        if (!Array.Exists(_answers, answer => answer.Statuses.Contains(status)) || !MayBeLookedInto(response.Content)) return false;

        await response.Content.LoadIntoBufferAsync(LargestAnswerLookedInto, cancellationToken).ConfigureAwait(false);
        using var document = AnswerJson.Parse(await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false));
        return document is not null && Array.Exists(_answers, answer => answer.Statuses.Contains(status) && Tells(answer, document.RootElement));
    }

    // A stream that is still being written, or a large answer, is the caller's to read.
    private static bool MayBeLookedInto(HttpContent content) =>
        content.Headers.ContentLength is > 0 and <= LargestAnswerLookedInto
        && content.Headers.ContentType?.MediaType?.Contains("json", StringComparison.OrdinalIgnoreCase) == true;

    private static bool Tells(RejectedAnswer answer, JsonElement root) =>
        JsonPointer.TryFind(root, answer.Field, out var found)
        && JsonPointer.Scalar(found) is { } value
        && answer.Values.Contains(value, StringComparer.Ordinal);
}
