using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Versori.Connectors.Invocation;

namespace Versori.Connectors;

/// <summary>What an endpoint answered. A status that says failure is a result, not an exception.</summary>
public sealed class InvocationResult
{
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
    public int StatusCode { get; }

    /// <summary>Whether the status is one of success: 200 to 299.</summary>
    public bool IsSuccess => StatusCode is >= 200 and <= 299;

    /// <summary>
    /// The headers, those of the content included. Names are matched in any case. Cookies that the external system sets
    /// show as <c>[redacted]</c>.
    /// </summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Headers { get; }

    /// <summary>The content; empty when there was none.</summary>
    public ReadOnlyMemory<byte> Body { get; }

    /// <summary>
    /// The content as text, in the encoding that its media type names; UTF-8 when it names none or one that is not known.
    /// </summary>
    [field: AllowNull, MaybeNull]
    public string Text => field ??= ResponseText.Decode(Body.Span, Headers.TryGetValue("Content-Type", out var types) && types is [var type, ..] ? type : null);

    /// <summary>How long it took from sending until the whole content was there.</summary>
    public TimeSpan Duration { get; }

    /// <summary>The request as it was sent, without its secrets.</summary>
    public SentRequest Request { get; }

    /// <summary>Reads the content as JSON.</summary>
    /// <exception cref="ConnectorException">It is not JSON; the code is <see cref="ConnectorErrorCode.InvalidResponse"/>.</exception>
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
    /// It is not JSON, or not of that type; the code is <see cref="ConnectorErrorCode.InvalidResponse"/>.
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

    private ConnectorException NotJson(JsonException exception) => new(
        new ConnectorError
        {
            Code = ConnectorErrorCode.InvalidResponse,
            Location = exception.Path,
            Line = exception.LineNumber is { } line ? (int)line + 1 : null,
            Message = Body.IsEmpty ? "The answer has no content, and JSON was expected." : $"The answer, of status {StatusCode}, is not the JSON that was expected.",
        },
        exception);
}
