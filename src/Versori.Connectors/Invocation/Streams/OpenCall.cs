using System.Text.Json.Serialization.Metadata;
using Versori.Connectors.Connecting;
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
    TimeProvider time) : CallInfo(target.Endpoint, scope), IDisposable
{
    private readonly long _started = time.GetTimestamp();
    private HttpResponseMessage? _response;
    private CallRecord? _record;

    // Whether the response was received. What fails afterwards is no failure of the network.
    private bool _isReceived;

    /// <summary>The time limit.</summary>
    private new CallScope Scope => base.Scope!;

    /// <summary>Sends the request.</summary>
    public HttpMessageInvoker? Sender { get; set; }

    /// <summary>The request before and after it is sent.</summary>
    public HttpRequestMessage Message => request;

    public int StatusCode => (int)_response!.StatusCode;

    public string? ContentType => _record!.ContentType;

    public long? ContentLength => _response!.Content.Headers.ContentLength;

    public IReadOnlyDictionary<string, IReadOnlyList<string>> Headers => _record!.Headers;

    public SentRequest Request => _record!.Request;

    /// <summary>Sends the request and waits for the headers of the response.</summary>
    public Task<HttpResponseMessage> SendAsync()
    {
        AttachTo(request);
        return Sender!.SendAsync(request, Scope.Token);
    }

    /// <summary>Takes the response.</summary>
    public void Take(HttpResponseMessage response) => _response = response;

    /// <summary>Prepares reading the content while it arrives. From here on, the limit applies to each read.</summary>
    public async ValueTask<InvocationStream> StreamAsync()
    {
        await RecordAsync().ConfigureAwait(false);
        var content = await _response!.Content.ReadAsStreamAsync(Scope.Token).ConfigureAwait(false);
        Scope.Pause();
        return new(this, new ResponseStream(content, Scope, Explain));
    }

    /// <summary>Reads the whole content.</summary>
    public ValueTask<InvocationResult> ReadAsync() => ReadAsync(Scope.Token);

    /// <summary>Reads the whole content as a value of a type, if the call succeeded.</summary>
    public async ValueTask<T?> ReadAsync<T>(JsonTypeInfo<T> type)
    {
        if (!IsPlainSuccess())
            return TypedInvocationExtensions.Read(await ReadAsync().ConfigureAwait(false), type);
        using var body = await BoundedContent.RentAsync(_response!.Content, maximumBytes, Scope.Token)
            .ConfigureAwait(false);
        if (body.IsTruncated) throw TooLarge();
        _isReceived = true;
        return body.Bytes.IsEmpty
            ? default
            : InvocationResult.ReadJson(body.Bytes.Span, CallRecord.TypeOf(_response), StatusCode, type);
    }

    /// <summary>Reads the whole content of a call that was opened as a stream.</summary>
    public async Task<InvocationResult> ReadResultAsync(CancellationToken cancellationToken)
    {
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(Scope.Token, cancellationToken);
        Scope.Restart();
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
            Scope.Pause();
        }
    }

    /// <summary>Returns the typed error of a failure; <see langword="null"/> if it is not one of the call.</summary>
    public ConnectorException? Explain(Exception exception) =>
        _isReceived ? null : CallErrors.Of(exception, target.Definition, request, Scope);

    public void Dispose()
    {
        _response?.Dispose();
        request.Dispose();
        Scope.Dispose();
    }

    // Nothing but the status decides, and the whole content is the value.
    private bool IsPlainSuccess() =>
        StatusCode is >= 200 and <= 299
        && request.Method != HttpMethod.Head
        && target.Endpoint is { ResponseRules.Count: 0, GraphQL: null, Soap: null }
        && target.Definition.ResponseRules.Count == 0;

    private async ValueTask<InvocationResult> ReadAsync(CancellationToken cancellationToken)
    {
        // The response to HEAD states the length of content that is not sent (RFC 9110 §9.3.2).
        var body = request.Method == HttpMethod.Head
            ? new BoundedBody(ReadOnlyMemory<byte>.Empty, IsTruncated: false)
            : await BoundedContent.ReadAsync(_response!.Content, maximumBytes, cancellationToken).ConfigureAwait(false);
        if (body.IsTruncated) throw TooLarge();
        var duration = time.GetElapsedTime(_started);
        await RecordAsync().ConfigureAwait(false);
        var missing = StatusCode == 403
            ? await scopes.FindAsync(target, _response!, cancellationToken).ConfigureAwait(false)
            : [];
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
            Attempts = Attempts,
            Waited = Waited,
            RemainingLimit = ReadLimit(),
            Declared = ResponseMatch.Declared(target.Endpoint, StatusCode, ContentType),
        };
    }

    private RemainingLimit? ReadLimit() =>
        LimitHeaders.MayBeIn(_response!.Headers)
        && LimitHeaders.Read(_response.Headers, time.GetUtcNow()) is { } stated
            ? new() { Limit = stated.Limit, Remaining = stated.Remaining, ResetsAfter = stated.Reset }
            : null;

    // Use the state of the connection after the call, because the token may have been refreshed during the call.
    private async ValueTask RecordAsync()
    {
        if (_record is not null) return;
        var prepared = target.Route is { } route
            ? await route.Runtime.GetAsync(Scope.Token).ConfigureAwait(false)
            : null;
        _record = new(
            prepared,
            request,
            _response!,
            await SentBody.ReadAsync(request.Content, Scope.Token).ConfigureAwait(false));
    }

    private ConnectorException TooLarge() => ConnectionErrors.Create(
        ConnectorErrorCode.InvalidResponse,
        $"The response of '{target.Definition.Title}' is larger than {maximumBytes} bytes. "
        + $"Raise {nameof(VersoriConnectorsOptions.MaximumResponseBytes)}, or read the response as a stream with "
        + $"{nameof(IEndpointInvoker.InvokeStreamAsync)}.",
        target.Definition.Id.Value);
}
