using System.Diagnostics;
using Versori.Connectors.Connecting;
using Versori.Connectors.Diagnostics;
using Versori.Connectors.Http;

namespace Versori.Connectors.Invocation;

/// <summary>A call from its request to the end of its response. It owns both.</summary>
/// <param name="target">The endpoint and the connection.</param>
/// <param name="request">The request.</param>
/// <param name="scope">The time limit. It belongs to the call.</param>
/// <param name="scopes">Finds the scopes that a refused call lacks.</param>
/// <param name="maximumBytes">The largest response that is read as a whole.</param>
/// <param name="time">The clock.</param>
internal sealed class OpenCall(
    CallTarget target,
    HttpRequestMessage request,
    CallScope scope,
    MissingScopes scopes,
    int maximumBytes,
    TimeProvider time) : IDisposable
{
    private readonly long _started = time.GetTimestamp();
    private readonly CallInfo _info = new() { Endpoint = target.Endpoint };
    private HttpResponseMessage? _response;
    private CallRecord? _record;

    public int StatusCode => (int)_response!.StatusCode;

    public string? ContentType => _record!.ContentType;

    public long? ContentLength => _response!.Content.Headers.ContentLength;

    public IReadOnlyDictionary<string, IReadOnlyList<string>> Headers => _record!.Headers;

    public SentRequest Request => _record!.Request;

    /// <summary>Sends the request and waits for the headers of the response.</summary>
    public async ValueTask SendAsync(HttpMessageInvoker sender, Activity? activity)
    {
        _info.AttachTo(request);
        _response = await sender.SendAsync(request, scope.Token).ConfigureAwait(false);
        activity.SetResponse(StatusCode);
    }

    /// <summary>Prepares reading the content while it arrives. From here on, the limit applies to each read.</summary>
    public async ValueTask<InvocationStream> StreamAsync()
    {
        await RecordAsync().ConfigureAwait(false);
        var content = await _response!.Content.ReadAsStreamAsync(scope.Token).ConfigureAwait(false);
        scope.Pause();
        return new(this, new ResponseStream(content, scope, Explain));
    }

    /// <summary>Reads the whole content.</summary>
    public ValueTask<InvocationResult> ReadAsync() => ReadAsync(scope.Token);

    /// <summary>Reads the whole content of a call that was opened as a stream.</summary>
    public async Task<InvocationResult> ReadResultAsync(CancellationToken cancellationToken)
    {
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(scope.Token, cancellationToken);
        scope.Restart();
        try
        {
            return await ReadAsync(linked.Token).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            var known = Explain(exception);
            if (known is null) throw;
            throw known;
        }
        finally
        {
            scope.Pause();
        }
    }

    /// <summary>Returns the typed error of a failure; <see langword="null"/> if it is not one of the call.</summary>
    public ConnectorException? Explain(Exception exception) =>
        CallErrors.Of(exception, target.Definition, request, scope);

    public void Dispose()
    {
        _response?.Dispose();
        request.Dispose();
        scope.Dispose();
    }

    private async ValueTask<InvocationResult> ReadAsync(CancellationToken cancellationToken)
    {
        // The response to HEAD states the length of content that is not sent (RFC 9110 §9.3.2).
        var body = request.Method == HttpMethod.Head
            ? new BoundedBody(ReadOnlyMemory<byte>.Empty, IsTruncated: false)
            : await BoundedContent.ReadAsync(_response!.Content, maximumBytes, cancellationToken).ConfigureAwait(false);
        if (body.IsTruncated) throw TooLarge();
        var duration = time.GetElapsedTime(_started);
        await RecordAsync().ConfigureAwait(false);
        var missing = await scopes.FindAsync(target, _response!, cancellationToken).ConfigureAwait(false);
        return Result(body.Bytes, duration, missing);
    }

    private InvocationResult Result(ReadOnlyMemory<byte> body, TimeSpan duration, IReadOnlyList<string> missing)
    {
        var judgement = ResponseJudge.Judge(
            target.Definition, target.Endpoint, StatusCode, ContentType, body, _record!.Secrets);
        return new(StatusCode, body, duration, _record!)
        {
            Outcome = judgement.Outcome,
            Problem = judgement.Problem,
            ResultPointer = target.Endpoint.GraphQL?.Result,
            MissingScopes = missing,
            Attempts = _info.Attempts,
            Waited = _info.Waited,
            RemainingLimit = ReadLimit(),
            Declared = ResponseMatch.Declared(target.Endpoint, StatusCode, ContentType),
        };
    }

    private RemainingLimit? ReadLimit() =>
        LimitHeaders.Read(_response!.Headers, time.GetUtcNow()) is { } stated
            ? new() { Limit = stated.Limit, Remaining = stated.Remaining, ResetsAfter = stated.Reset }
            : null;

    // Use the state of the connection after the call, because the token may have been refreshed during the call.
    private async ValueTask RecordAsync()
    {
        if (_record is not null) return;
        var prepared = target.Route is { } route
            ? await route.Runtime.GetAsync(scope.Token).ConfigureAwait(false)
            : null;
        _record = new(
            prepared,
            request,
            _response!,
            await SentBody.ReadAsync(request.Content, scope.Token).ConfigureAwait(false));
    }

    private ConnectorException TooLarge() => ConnectionErrors.Create(
        ConnectorErrorCode.InvalidResponse,
        $"The response of '{target.Definition.Title}' is larger than {maximumBytes} bytes. "
        + $"Raise {nameof(VersoriConnectorsOptions.MaximumResponseBytes)}, or read the response as a stream with "
        + $"{nameof(IEndpointInvoker.InvokeStreamAsync)}.",
        target.Definition.Id.Value);
}
