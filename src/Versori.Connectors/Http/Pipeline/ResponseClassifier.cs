using System.Net;
using Versori.Connectors.Connecting;

namespace Versori.Connectors.Http;

/// <summary>
/// Determines which responses need handling: responses that reject a credential, as the auth methods define them,
/// challenges, redirects, and failures that may be temporary. Computed once for a connection, so that a response that
/// needs none costs one table lookup.
/// </summary>
internal sealed class ResponseClassifier
{
    private const int StatusCount = 600;

    private static readonly ResponseClassifier Default = new([(int)HttpStatusCode.Unauthorized], []);

    private readonly bool[] _needsHandling = new bool[StatusCount];
    private readonly bool[] _isRejected = new bool[StatusCount];
    private readonly RejectedResponse[] _rejectedResponses;
    private readonly ResponseClassifier? _usual;
    private ResponseClassifier? _forAll;

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
                || RetryPolicy.TransientStatuses.Contains(status)
                || status == (int)HttpStatusCode.Unauthorized
                || Redirect.IsRedirect((HttpStatusCode)status);
        }
    }

    private ResponseClassifier(ResponseClassifier usual)
    {
        _usual = usual;
        _rejectedResponses = usual._rejectedResponses;
        _isRejected = usual._isRejected;
        Array.Fill(_needsHandling, true);
    }

    /// <summary>Whether every response is handled, because something has to see them all.</summary>
    public bool HandlesAll => _usual is not null;

    /// <summary>The same classifier, for handling only what needs it.</summary>
    public ResponseClassifier Usual => _usual ?? this;

    /// <summary>The same classifier, for handling every response.</summary>
    public ResponseClassifier ForAll() => HandlesAll ? this : _forAll ??= new(this);

    /// <summary>
    /// The classifier of a connection. Methods with tokens decide what rejects a token; without any, the others decide
    /// what rejects their credential.
    /// </summary>
    public static ResponseClassifier Of(IReadOnlyList<PreparedMethod> methods)
    {
        var withTokens = methods.Where(method => method.Source is not null).ToArray();
        var deciding = (withTokens.Length > 0 ? withTokens : methods).Select(method => method.Method).ToArray();
        var statuses = deciding.SelectMany(method => method.RejectedStatusCodes).Distinct().ToArray();
        var responses = deciding.Select(method => method.RejectedResponse).OfType<RejectedResponse>().ToArray();
        var isDefault = responses.Length == 0 && statuses is [(int)HttpStatusCode.Unauthorized];
        var usual = deciding.Length == 0 || isDefault ? Default : new(statuses, responses);
        var observes = methods.Any(
            method => Array.Exists(method.Authenticators, authenticator => authenticator.ObservesResponses));
        return observes ? usual.ForAll() : usual;
    }

    /// <summary>Whether a response with this status needs handling.</summary>
    public bool NeedsHandling(HttpStatusCode status) => (uint)status < StatusCount && _needsHandling[(int)status];

    /// <summary>Whether a response rejects the credential. Its content stays readable.</summary>
    public async ValueTask<bool> IsRejectedAsync(
        HttpResponseMessage response, HttpRequestMessage? request, CancellationToken cancellationToken)
    {
        var status = (int)response.StatusCode;
        if ((uint)status < StatusCount && _isRejected[status]) return true;
        foreach (var rule in _rejectedResponses.Where(rule => rule.StatusCodes.Contains(status)))
        {
            if (await RejectedContent.MatchesAsync(rule, response, request, cancellationToken).ConfigureAwait(false))
                return true;
        }

        return false;
    }

    private static bool IsInTable(int status) => status is >= 0 and < StatusCount;
}
