using System.Net.Http.Headers;
using Versori.Connectors.Connecting;

namespace Versori.Connectors.Invocation;

/// <summary>
/// The request and the headers of a call. They are redacted when they are read, because most results are never asked
/// for them, and finding secrets in all of their encodings takes longer than the call.
/// </summary>
/// <param name="prepared">
/// The state of the connection after the call; <see langword="null"/> for a call without a connection.
/// </param>
/// <param name="request">The request. Its content may be disposed of, but not changed.</param>
/// <param name="response">The response. Its content may be disposed of.</param>
/// <param name="body">The content of the request.</param>
/// <remarks>Safe to share between threads.</remarks>
internal sealed class CallRecord(
    PreparedConnection? prepared, HttpRequestMessage request, HttpResponseMessage response, SentBody body)
{
    private readonly HttpContentHeaders _responseContentHeaders = response.Content.Headers;
    private RequestRedactor? _redactor;

    /// <summary>The secrets that must not appear in messages.</summary>
    public IEnumerable<string> Secrets => prepared?.SecretValues ?? [];

    /// <summary>The headers of the response, redacted.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Headers =>
        Redactor.RedactHeaders(response.Headers, _responseContentHeaders);

    /// <summary>The request, redacted.</summary>
    public SentRequest Request => Redactor.Redact(request, body.Headers, body);

    /// <summary>Returns text of the response with the secrets of the connection redacted.</summary>
    public string RedactText(string text) => Redactor.RedactText(text);

    /// <summary>The media type of the response.</summary>
    public string? ContentType { get; } = TypeOf(response);

    /// <summary>The media type of a response; <see langword="null"/> if it states none.</summary>
    public static string? TypeOf(HttpResponseMessage response)
    {
        if (!response.Content.Headers.NonValidated.TryGetValues("Content-Type", out var types)) return null;
        foreach (var type in types) return type;
        return null;
    }

    private RequestRedactor Redactor => _redactor ??= prepared is null ? new([]) : RequestRedactor.Of(prepared);
}
