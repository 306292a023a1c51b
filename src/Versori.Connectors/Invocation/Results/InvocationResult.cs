using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Versori.Connectors.Invocation;

namespace Versori.Connectors;

/// <summary>The response of an endpoint. A status that indicates failure is a result, not an exception.</summary>
public sealed class InvocationResult
{
    /// <summary>Creates a result, for tests of a host that replace <see cref="IEndpointInvoker"/>.</summary>
    public InvocationResult()
    {
    }

    [SetsRequiredMembers]
    internal InvocationResult(
        int statusCode,
        IReadOnlyDictionary<string, IReadOnlyList<string>> headers,
        ReadOnlyMemory<byte> body,
        TimeSpan duration,
        SentRequest request)
    {
        StatusCode = statusCode;
        Headers = headers;
        Body = body;
        Duration = duration;
        Request = request;
    }

    /// <summary>The HTTP status (RFC 9110 §15).</summary>
    public required int StatusCode { get; init; }

    /// <summary>Whether the status indicates success: 200 to 299.</summary>
    public bool IsSuccess => StatusCode is >= 200 and <= 299;

    /// <summary>
    /// The headers, including those of the content. Names are case-insensitive. Cookies that the external system sets
    /// are replaced with <c>[redacted]</c>.
    /// </summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Headers
    {
        get;
        init => field = ResponseHeaders.Of(value);
    } = ResponseHeaders.None;

    /// <summary>The content, or empty if there was none.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>
    /// The content as text, in the encoding of its media type. UTF-8 if the media type has no encoding or an unknown
    /// one.
    /// </summary>
    [field: AllowNull, MaybeNull]
    public string Text => field ??= ResponseText.Decode(Body.Span, ContentType);

    /// <summary>The time from sending the request until the whole content was received.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>
    /// The request as it was sent, with its secrets redacted. Empty in a result that a test created without one.
    /// </summary>
    public SentRequest Request { get; init; } = new() { Method = "", Url = "" };

    /// <summary>Reads the content as JSON.</summary>
    /// <exception cref="ConnectorException">
    /// The content is not JSON. The code is <see cref="ConnectorErrorCode.InvalidResponse"/>.
    /// </exception>
    public JsonElement ReadJson()
    {
        try
        {
            using var document = JsonDocument.Parse(Text);
            return document.RootElement.Clone();
        }
        catch (JsonException exception)
        {
            throw NotJson(exception);
        }
    }

    /// <summary>Reads the content as a value of a type.</summary>
    /// <param name="type">The type, from a <see cref="System.Text.Json.Serialization.JsonSerializerContext"/>.</param>
    /// <exception cref="ConnectorException">
    /// The content is not JSON, or not of that type. The code is <see cref="ConnectorErrorCode.InvalidResponse"/>.
    /// </exception>
    public T? ReadJson<T>(JsonTypeInfo<T> type)
    {
        try
        {
            return JsonSerializer.Deserialize(Text, type);
        }
        catch (JsonException exception)
        {
            throw NotJson(exception);
        }
    }

    /// <summary>The status and the length of the content.</summary>
    public override string ToString() => $"{StatusCode}, {Body.Length} bytes";

    private string? ContentType =>
        Headers.TryGetValue("Content-Type", out var types) && types is [var type, ..] ? type : null;

    private ConnectorException NotJson(JsonException exception) => new(
        new ConnectorError
        {
            Code = ConnectorErrorCode.InvalidResponse,
            Location = exception.Path,
            Line = exception.LineNumber is { } line ? (int)line + 1 : null,
            Message = Body.IsEmpty
                ? "The response has no content, but JSON was expected."
                : $"The response with status {StatusCode} is not the JSON that was expected.",
        },
        exception);
}
