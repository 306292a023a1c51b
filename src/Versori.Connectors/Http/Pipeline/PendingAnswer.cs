using System.Runtime.CompilerServices;

namespace Versori.Connectors.Http;

/// <summary>
/// Waits for an answer that is not there yet and looks at its status. A usual answer is handed on for the price of the one
/// task that the caller waits for: everything else is used again by the next call.
/// </summary>
/// <remarks>
/// An async method would do the same with a state machine beside the task, or with a pooled one and a second completion
/// between it and the task. What this one waits for completes it directly.
/// </remarks>
internal sealed class PendingAnswer
{
    /// <summary>For each thread. What exceeds it is left to the collector, as after a burst of calls.</summary>
    private const int MostSpare = 64;

    [ThreadStatic]
    private static PendingAnswer? _spare;

    private readonly Action _answered;
    private PendingAnswer? _next;
    private int _rank;

    private AsyncTaskMethodBuilder<HttpResponseMessage> _result;
    private Task<HttpResponseMessage>? _sending;
    private ConnectionHandler? _handler;
    private WarmCall? _call;
    private HttpRequestMessage? _request;
    private FollowUps? _followUps;
    private ExecutionContext? _context;
    private CancellationToken _cancellationToken;

    private PendingAnswer() => _answered = Answered;

    /// <summary>The answer, and what follows from it where it is not a usual one.</summary>
    /// <param name="sending">The request under way.</param>
    /// <param name="followUps">Which answers are not usual.</param>
    /// <param name="handler">Sees to those.</param>
    /// <param name="call">What the request was sent with.</param>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">Cancels what follows.</param>
    public static Task<HttpResponseMessage> WaitAsync(
        Task<HttpResponseMessage> sending, FollowUps followUps, ConnectionHandler handler, WarmCall call, HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var pending = Rent();
        pending._result = AsyncTaskMethodBuilder<HttpResponseMessage>.Create();
        // The task is made here: afterwards the answer may be there, and this object another call's.
        var result = pending._result.Task;
        pending._sending = sending;
        pending._followUps = followUps;
        pending._handler = handler;
        pending._call = call;
        pending._request = request;
        pending._context = ExecutionContext.Capture();
        pending._cancellationToken = cancellationToken;
        sending.ConfigureAwait(false).GetAwaiter().UnsafeOnCompleted(pending._answered);
        return result;
    }

    private void Answered()
    {
        var result = _result;
        if (_sending!.IsCompletedSuccessfully && _sending.Result is var response && !_followUps!.Include(response.StatusCode))
        {
            Return();
            result.SetResult(response);
        }
        else if (_context is { } context)
        {
            ExecutionContext.Run(context, static pending => ((PendingAnswer)pending!).FollowUp(), this);
        }
        else
        {
            FollowUp();
        }
    }

    private void FollowUp()
    {
        var (result, following) = (_result, _handler!.ReceiveAsync(_sending!, _call!, _request!, _cancellationToken));
        Return();
        _ = CompleteAsync(result, following);
    }

    private static async Task CompleteAsync(AsyncTaskMethodBuilder<HttpResponseMessage> result, Task<HttpResponseMessage> following)
    {
        HttpResponseMessage response;
        try
        {
            response = await following.ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            result.SetException(exception);
            return;
        }

        result.SetResult(response);
    }

    private static PendingAnswer Rent()
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
        _followUps = null;
        _handler = null;
        _call = null;
        _request = null;
        _context = null;
        _cancellationToken = default;
        var rank = _spare is { } spare ? spare._rank + 1 : 0;
        if (rank >= MostSpare) return;
        (_rank, _next, _spare) = (rank, _spare, this);
    }
}
