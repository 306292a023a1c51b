using System.Runtime.CompilerServices;

namespace Versori.Connectors.Http;

/// <summary>
/// Waits for a response that has not arrived yet and checks its status. A response that needs no handling costs one
/// allocation, the task that the caller awaits. This object is reused by the next call.
/// </summary>
/// <remarks>
/// An async method would allocate a state machine in addition to the task, or, if pooled, would need a second
/// completion between the state machine and the task. Here, the completion of the inner task completes the caller's
/// task directly.
/// </remarks>
internal sealed class PendingResponse
{
    /// <summary>
    /// The largest number of unused objects that a thread keeps. More, as after a burst of calls, are collected.
    /// </summary>
    private const int MaxSparePerThread = 64;

    [ThreadStatic]
    private static PendingResponse? _spare;

    private readonly Action _onCompleted;
    private PendingResponse? _next;
    private int _depth;

    private AsyncTaskMethodBuilder<HttpResponseMessage> _result;
    private Task<HttpResponseMessage>? _sending;
    private ConnectionHandler? _handler;
    private WarmCall? _call;
    private HttpRequestMessage? _request;
    private bool _examinesAll;
    private ExecutionContext? _context;
    private CancellationToken _cancellationToken;

    private PendingResponse() => _onCompleted = OnCompleted;

    /// <summary>
    /// Returns a task that completes with the response, after it was handled if its status requires that.
    /// </summary>
    /// <param name="sending">The request that is being sent.</param>
    /// <param name="classifier">Determines which responses need handling.</param>
    /// <param name="handler">Handles those responses.</param>
    /// <param name="call">The route and credentials that the request was sent with.</param>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">Cancels the handling.</param>
    public static Task<HttpResponseMessage> WaitAsync(
        Task<HttpResponseMessage> sending,
        ResponseClassifier classifier,
        ConnectionHandler handler,
        WarmCall call,
        HttpRequestMessage request,
        CancellationToken cancellationToken)
    {
        var pending = Rent();
        pending._result = AsyncTaskMethodBuilder<HttpResponseMessage>.Create();

        // Create the task first: once the continuation is registered, another call may already be using this object.
        var result = pending._result.Task;
        pending._sending = sending;
        pending._examinesAll = classifier != call.Responses;
        pending._handler = handler;
        pending._call = call;
        pending._request = request;
        pending._context = ExecutionContext.Capture();
        pending._cancellationToken = cancellationToken;
        sending.ConfigureAwait(false).GetAwaiter().UnsafeOnCompleted(pending._onCompleted);
        return result;
    }

    private void OnCompleted()
    {
        var result = _result;
        var needsNoHandling = !_examinesAll
            && _sending!.IsCompletedSuccessfully
            && !_call!.Responses.NeedsHandling(_sending.Result.StatusCode);
        if (needsNoHandling)
        {
            var response = _sending!.Result;
            Return();
            result.SetResult(response);
        }
        else if (_context is { } context)
        {
            ExecutionContext.Run(context, static pending => ((PendingResponse)pending!).Handle(), this);
        }
        else
        {
            Handle();
        }
    }

    private void Handle()
    {
        var result = _result;
        var handling = _handler!.ReceiveAsync(_sending!, _call!, _request!, _cancellationToken);
        Return();
        _ = CompleteAsync(result, handling);
    }

    private static async Task CompleteAsync(
        AsyncTaskMethodBuilder<HttpResponseMessage> result, Task<HttpResponseMessage> handling)
    {
        HttpResponseMessage response;
        try
        {
            response = await handling.ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            result.SetException(exception);
            return;
        }

        result.SetResult(response);
    }

    private static PendingResponse Rent()
    {
        if (_spare is not { } spare) return new();
        _spare = spare._next;
        spare._next = null;
        return spare;
    }

    private void Return()
    {
        _result = default;
        _sending = null;
        _handler = null;
        _call = null;
        _request = null;
        _context = null;
        _cancellationToken = default;
        var depth = _spare is { } spare ? spare._depth + 1 : 0;
        if (depth >= MaxSparePerThread) return;
        _depth = depth;
        _next = _spare;
        _spare = this;
    }
}
