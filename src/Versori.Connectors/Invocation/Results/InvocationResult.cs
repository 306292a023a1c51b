using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Xml.Linq;
using Versori.Connectors.Invocation;

namespace Versori.Connectors;

/// <summary>The response of an endpoint. A status that indicates failure is a result, not an exception.</summary>
public sealed class InvocationResult
{
    private readonly ResponseOutcome? _outcome;
    private readonly CallRecord? _record;

    /// <summary>Creates a result, for tests of a host that replace <see cref="IEndpointInvoker"/>.</summary>
    public InvocationResult()
    {
    }

    [SetsRequiredMembers]
    internal InvocationResult(
        int statusCode, ReadOnlyMemory<byte> body, TimeSpan duration, CallRecord record)
    {
        StatusCode = statusCode;
        Body = body;
        Duration = duration;
        _record = record;
    }

    /// <summary>The HTTP status (RFC 9110 §15).</summary>
    public required int StatusCode { get; init; }

    /// <summary>
    /// What the response means: by the connector's rules (<see cref="ConnectorDefinition.ResponseRules"/>), else by its
    /// status.
    /// </summary>
    public ResponseOutcome Outcome
    {
        get => _outcome ?? ResponseJudge.ByStatus(StatusCode);
        init => _outcome = value;
    }

    /// <summary>Whether the call succeeded: <see cref="Outcome"/> is succeeded or empty.</summary>
    public bool IsSuccess => Outcome is ResponseOutcome.Succeeded or ResponseOutcome.Empty;

    /// <summary>
    /// What the external system states about a failure; <see langword="null"/> if it stated nothing, or the call
    /// succeeded. A GraphQL call that succeeded in part has one, too.
    /// </summary>
    public EndpointProblem? Problem { get; init; }

    /// <summary>
    /// The scopes that a 403 response lacks, as far as the granted and the needed scopes are known.
    /// </summary>
    public IReadOnlyList<string> MissingScopes { get; init; } = [];

    /// <summary>
    /// The declared response to which this one belongs: its status, else its range, else the default; with the media
    /// type and schema of this response. <see langword="null"/> if the definition has none.
    /// </summary>
    public EndpointResponse? Declared { get; init; }

    /// <summary>
    /// The JSON pointer of the result in the content (<see cref="GraphQLOperation.Result"/>), which
    /// <c>InvokeAsync&lt;T&gt;</c> reads. Default: none, the result is the whole content.
    /// </summary>
    public string? ResultPointer { get; init; }

    /// <summary>How often the request was sent: once, and once more for each retry. Default: 1.</summary>
    public int Attempts { get; init; } = 1;

    /// <summary>
    /// How long the call waited for the limits of its connection and between its attempts. It is part of
    /// <see cref="Duration"/>. Default: zero.
    /// </summary>
    public TimeSpan Waited { get; init; }

    /// <summary>
    /// What is left of the external system's limit; <see langword="null"/> if the response states nothing.
    /// </summary>
    public RemainingLimit? RemainingLimit { get; init; }

    /// <summary>
    /// The failure as an error, for a host that handles errors; <see langword="null"/> if the call succeeded.
    /// </summary>
    public ConnectorError? Error => IsSuccess ? null : ResultErrors.Of(this);

    /// <summary>
    /// The headers, including those of the content. Names are case-insensitive. Cookies that the external system sets
    /// are replaced with <c>[redacted]</c>.
    /// </summary>
    [field: AllowNull, MaybeNull]
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Headers
    {
        get => field ??= _record?.Headers ?? ResponseHeaders.None;
        init => field = ResponseHeaders.Of(value);
    }

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
    [field: AllowNull, MaybeNull]
    public SentRequest Request
    {
        get => field ??= _record?.Request ?? new() { Method = "", Url = "" };
        init;
    }

    /// <summary>Returns this result if the call succeeded.</summary>
    /// <exception cref="ConnectorException">
    /// The call failed. The code is <see cref="ConnectorErrorCode.CallFailed"/>, or
    /// <see cref="ConnectorErrorCode.NeedsReauthorization"/> if the system no longer accepts the credential.
    /// </exception>
    public InvocationResult EnsureSuccess() => Error is { } error ? throw new ConnectorException(error) : this;

    /// <summary>Reads the content as XML. A document type definition is refused.</summary>
    /// <exception cref="ConnectorException">
    /// The content is not XML. The code is <see cref="ConnectorErrorCode.InvalidResponse"/>.
    /// </exception>
    public XDocument ReadXml() => ResultErrors.ParseXml(this);

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
            throw NotJson(exception, Body.IsEmpty, StatusCode);
        }
    }

    /// <summary>Reads the content as a value of a type.</summary>
    /// <param name="type">The type, from a <see cref="System.Text.Json.Serialization.JsonSerializerContext"/>.</param>
    /// <exception cref="ConnectorException">
    /// The content is not JSON, or not of that type. The code is <see cref="ConnectorErrorCode.InvalidResponse"/>.
    /// </exception>
    public T? ReadJson<T>(JsonTypeInfo<T> type)
    {
        return ReadJson(Body.Span, ContentType, StatusCode, type);
    }

    /// <summary>Reads content as a value of a type.</summary>
    internal static T? ReadJson<T>(
        ReadOnlySpan<byte> body, string? contentType, int statusCode, JsonTypeInfo<T> type)
    {
        try
        {
            return JsonSerializer.Deserialize(ResponseText.ToUtf8(body, contentType), type);
        }
        catch (JsonException exception)
        {
            throw NotJson(exception, body.IsEmpty, statusCode);
        }
    }

    /// <summary>The status and the length of the content.</summary>
    public override string ToString() => $"{StatusCode}, {Body.Length} bytes";

    /// <summary>
    /// The content as text, with the secrets of the connection redacted: a system may echo its request.
    /// </summary>
    internal string RedactedText() => _record?.RedactText(Text) ?? Text;

    internal string? ContentType => _record is not null
        ? _record.ContentType
        : Headers.TryGetValue("Content-Type", out var types) && types is [var type, ..] ? type : null;

    private static ConnectorException NotJson(JsonException exception, bool isEmpty, int statusCode) => new(
        new ConnectorError
        {
            Code = ConnectorErrorCode.InvalidResponse,
            Location = exception.Path,
            Line = exception.LineNumber is { } line ? (int)line + 1 : null,
            Message = isEmpty
                ? "The response has no content, but JSON was expected."
                : $"The response with status {statusCode} is not the JSON that was expected.",
        },
        exception);
}
