using System.Net.ServerSentEvents;
using System.Text.Json.Serialization.Metadata;
using Versori.Connectors.Invocation;

namespace Versori.Connectors;

/// <summary>
/// The response of an endpoint whose content is read while it arrives. It has to be disposed of, which ends the call.
/// </summary>
/// <remarks>
/// The call's time limit applies until the headers arrive, and again to each read. Read the content once: as a stream,
/// as items, as events, or as a whole.
/// </remarks>
public sealed class InvocationStream : IAsyncDisposable
{
    private readonly OpenCall? _call;
    private readonly InvocationResult? _result;

    /// <summary>
    /// Creates a stream over a result, for tests of a host that replace <see cref="IEndpointInvoker"/>.
    /// </summary>
    public InvocationStream(InvocationResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        _result = result;
        StatusCode = result.StatusCode;
        Headers = result.Headers;
        ContentType = result.ContentType;
        ContentLength = result.Body.Length;
        Request = result.Request;
        Content = new MemoryStream(result.Body.ToArray(), writable: false);
    }

    internal InvocationStream(OpenCall call, Stream content)
    {
        _call = call;
        StatusCode = call.StatusCode;
        Headers = call.Headers;
        ContentType = call.ContentType;
        ContentLength = call.ContentLength;
        Request = call.Request;
        Content = content;
    }

    /// <summary>The HTTP status (RFC 9110 §15).</summary>
    public int StatusCode { get; }

    /// <summary>
    /// Whether the status indicates success: 200 to 299. The connector's rules that examine the content are not applied
    /// to a stream; <see cref="ReadResultAsync"/> applies them.
    /// </summary>
    public bool IsSuccess => StatusCode is >= 200 and <= 299;

    /// <summary>
    /// The headers, including those of the content. Names are case-insensitive. Cookies that the external system sets
    /// are replaced with <c>[redacted]</c>.
    /// </summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Headers { get; }

    /// <summary>The media type of the content; <see langword="null"/> if the response states none.</summary>
    public string? ContentType { get; }

    /// <summary>The length of the content in bytes, if the response states it.</summary>
    public long? ContentLength { get; }

    /// <summary>The request as it was sent, with its secrets redacted.</summary>
    public SentRequest Request { get; }

    /// <summary>
    /// The content. A read that fails, or takes longer than the call's time limit, throws a
    /// <see cref="ConnectorException"/>.
    /// </summary>
    public Stream Content { get; }

    /// <summary>Reads the whole content, as a call that is not streamed does.</summary>
    /// <exception cref="ConnectorException">
    /// The content could not be read, or is larger than the options allow.
    /// </exception>
    public Task<InvocationResult> ReadResultAsync(CancellationToken cancellationToken = default) =>
        _call?.ReadResultAsync(cancellationToken) ?? Task.FromResult(_result!);

    /// <summary>
    /// Reads the items of sequential JSON while they arrive: JSON lines, <c>application/json-seq</c> (RFC 7464),
    /// server-sent events whose data is JSON, and the items of a JSON array. Nothing but the current item is kept.
    /// </summary>
    /// <param name="type">
    /// The type of an item, from a <see cref="System.Text.Json.Serialization.JsonSerializerContext"/>.
    /// </param>
    /// <param name="cancellationToken">Cancels reading.</param>
    /// <exception cref="ConnectorException">
    /// The status is none of success, an item is not of the type, or the content could not be read.
    /// </exception>
    public async IAsyncEnumerable<T?> ReadItemsAsync<T>(
        JsonTypeInfo<T> type,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(type);
        await EnsureSuccessAsync(cancellationToken).ConfigureAwait(false);
        var items = ItemReader.ReadAsync(Content, ContentType, type, cancellationToken);
        await foreach (var item in items.ConfigureAwait(false)) yield return item;
    }

    /// <summary>Reads server-sent events (WHATWG HTML §9.2) while they arrive.</summary>
    /// <exception cref="ConnectorException">
    /// The status is none of success, or the content could not be read.
    /// </exception>
    public async IAsyncEnumerable<SseItem<string>> ReadEventsAsync(
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await EnsureSuccessAsync(cancellationToken).ConfigureAwait(false);
        var events = SseParser.Create(Content).EnumerateAsync(cancellationToken);
        await foreach (var item in events.ConfigureAwait(false)) yield return item;
    }

    /// <summary>Ends the call.</summary>
    public ValueTask DisposeAsync()
    {
        _call?.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>The status and the media type.</summary>
    public override string ToString() => $"{StatusCode}, {ContentType ?? "no content type"}";

    // The content of a failure is its message.
    private async ValueTask EnsureSuccessAsync(CancellationToken cancellationToken)
    {
        if (!IsSuccess) (await ReadResultAsync(cancellationToken).ConfigureAwait(false)).EnsureSuccess();
    }
}
