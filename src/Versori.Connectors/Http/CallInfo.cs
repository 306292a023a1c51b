using Versori.Connectors.Invocation;

namespace Versori.Connectors.Http;

/// <summary>
/// What sending a request took. A caller that wants to know attaches it to the request; otherwise nothing is recorded.
/// What is left of a limit is in the headers of the response, see <see cref="LimitHeaders.Read"/>.
/// </summary>
internal class CallInfo
{
    private static readonly HttpRequestOptionsKey<CallInfo> Key = new("Versori.Connectors.CallInfo");

    public CallInfo()
    {
    }

    protected CallInfo(ConnectorEndpoint endpoint, CallScope scope)
    {
        Endpoint = endpoint;
        Scope = scope;
    }

    /// <summary>How often the request was sent: once, and once more for each retry.</summary>
    public int Attempts { get; set; } = 1;

    /// <summary>How long the request waited for limits, and between its attempts.</summary>
    public TimeSpan Waited { get; set; }

    /// <summary>The endpoint that is called; <see langword="null"/>: it is found by the request's URL.</summary>
    public ConnectorEndpoint? Endpoint { get; init; }

    /// <summary>
    /// The time limit of the call. A wait that would pass it is not begun, so that the caller learns why instead of
    /// seeing the limit pass. <see langword="null"/>: it is not known.
    /// </summary>
    public CallScope? Scope { get; init; }

    /// <summary>Whether a wait would pass the time limit of the call.</summary>
    public bool IsTooLong(TimeSpan wait) => Scope is { } scope && wait >= scope.Left;

    /// <summary>Attaches it to a request.</summary>
    public void AttachTo(HttpRequestMessage request)
    {
        if (request is EndpointRequest own) own.Call = this;
        else request.Options.Set(Key, this);
    }

    /// <summary>Returns what is attached to a request.</summary>
    public static CallInfo? Of(HttpRequestMessage request)
    {
        if (request is EndpointRequest { Call: { } own }) return own;
        return request.Options.TryGetValue(Key, out var info) ? info : null;
    }
}
