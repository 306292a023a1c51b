namespace Versori.Connectors.Http;

/// <summary>
/// Belongs to a request that must reach its server at most once, because it spends something: an authorization code
/// (RFC 6749 §4.1.2), a rotating refresh token (RFC 9700 §4.14.2), a device code, an assertion. It keeps the outcome of
/// the only attempt, so that handlers between the engine and <see cref="SingleSendGuard"/> see no failure to repeat.
/// </summary>
internal sealed class SingleSend
{
    private static readonly HttpRequestOptionsKey<SingleSend> Key = new("Versori.Connectors.SingleSend");

    private readonly TaskCompletionSource<HttpResponseMessage> _outcome =
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    private int _isSent;

    /// <summary>Marks a request. Handlers that send a copy of it copy the mark, too.</summary>
    public static SingleSend Mark(HttpRequestMessage request)
    {
        var single = new SingleSend();
        request.Options.Set(Key, single);
        return single;
    }

    public static SingleSend? Of(HttpRequestMessage request) =>
        request.Options.TryGetValue(Key, out var single) ? single : null;

    /// <summary>Whether the caller makes the only attempt.</summary>
    public bool TryBegin() => Interlocked.Exchange(ref _isSent, 1) == 0;

    public void Complete(HttpResponseMessage response) => _outcome.TrySetResult(response);

    public void Fail(Exception exception) => _outcome.TrySetException(exception);

    /// <summary>Waits until the attempt has ended, in whatever way.</summary>
    public Task WaitAsync(CancellationToken cancellationToken) =>
        _outcome.Task.ContinueWith(
            static outcome => _ = outcome.Exception,
            cancellationToken,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);

    /// <summary>Returns the response of the attempt in place of the one that the handlers returned.</summary>
    /// <exception cref="HttpRequestException">The attempt failed.</exception>
    public async Task<HttpResponseMessage> UnwrapAsync(HttpResponseMessage response)
    {
        if (response is not StandIn) return response;
        response.Dispose();
        return await _outcome.Task.ConfigureAwait(false);
    }

    /// <summary>Disposes of a response that nobody receives, because a handler has failed.</summary>
    public void Abandon()
    {
        if (_outcome.Task.IsCompletedSuccessfully) _outcome.Task.Result.Dispose();
        else _ = _outcome.Task.Exception;
    }

    /// <summary>A response without failure, which no handler has a reason to repeat.</summary>
    public static HttpResponseMessage CreateStandIn(HttpRequestMessage request) => new StandIn
    {
        RequestMessage = request,
    };

    private sealed class StandIn : HttpResponseMessage;
}
