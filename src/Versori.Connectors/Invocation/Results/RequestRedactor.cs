using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Versori.Connectors.Invocation;

/// <summary>
/// Shows requests and headers without their secrets: by place, whatever stands there, and by value, wherever it stands.
/// </summary>
/// <param name="secrets">The values that must not be seen.</param>
/// <param name="headers">Headers that authentication places, besides those that always are secret.</param>
/// <param name="fields">Query parameters and fields of bodies that hold secrets.</param>
/// <remarks>Immutable and safe to share between threads.</remarks>
internal sealed class RequestRedactor(IEnumerable<string> secrets, IEnumerable<string>? headers = null, IEnumerable<string>? fields = null)
{
    private const int LongestBody = 64 * 1024;

    private readonly SecretForms _secrets = new(secrets);
    private readonly HashSet<string> _fields = new(fields ?? [], StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _headers =
        new([.. headers ?? [], "Authorization", "Proxy-Authorization", "Cookie", "Set-Cookie"], StringComparer.OrdinalIgnoreCase);

    /// <summary>The request without its secrets. Content that is a stream is not read.</summary>
    public async ValueTask<SentRequest> RedactAsync(HttpRequestMessage request, CancellationToken cancellationToken) => new()
    {
        Method = request.Method.Method,
        Url = request.RequestUri is { } url ? RedactUrl(url) : "",
        Headers = RedactHeaders(request.Headers, request.Content?.Headers),
        Body = await RedactBodyAsync(request.Content, cancellationToken).ConfigureAwait(false),
    };

    /// <summary>Headers without their secrets. Names are matched in any case.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> RedactHeaders(HttpHeaders own, HttpHeaders? ofContent)
    {
        var redacted = new OrderedDictionary<string, IReadOnlyList<string>>(StringComparer.OrdinalIgnoreCase);

        // As they were given: parsing would lose what is malformed.
        foreach (var (name, values) in own.NonValidated.Concat(ofContent is null ? [] : (IEnumerable<KeyValuePair<string, HeaderStringValues>>)ofContent.NonValidated))
            redacted[name] = [.. values.Select(value => _headers.Contains(name) ? Secret.Redacted : RedactHeader(value))];
        return redacted;
    }

    /// <summary>A URL without its secrets.</summary>
    public string RedactUrl(Uri url)
    {
        var text = url.IsAbsoluteUri ? url.GetComponents(UriComponents.HttpRequestUrl | UriComponents.Fragment, UriFormat.UriEscaped) : url.OriginalString;
        if (text.IndexOf('?', StringComparison.Ordinal) is >= 0 and var question)
            text = string.Concat(text.AsSpan(0, question + 1), RedactForm(text[(question + 1)..]));
        return _secrets.Redact(text);
    }

    // A header may hold a URL, as Location and Referer do.
    private string RedactHeader(string value) =>
        Uri.TryCreate(value, UriKind.Absolute, out var url) && url.Scheme.StartsWith("http", StringComparison.Ordinal) ? RedactUrl(url) : _secrets.Redact(value);

    private async ValueTask<string?> RedactBodyAsync(HttpContent? content, CancellationToken cancellationToken)
    {
        if (content is null) return null;
        var type = content.Headers.ContentType?.MediaType ?? "unknown type";
        if (content is not (ByteArrayContent or ReadOnlyMemoryContent)) return $"[content of {type}]";
        var bytes = await content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
        var kind = MediaType.Of(type);
        if (kind is MediaKind.Binary or MediaKind.Multipart) return $"[{bytes.Length} bytes of {type}]";

        var text = ResponseText.Decode(bytes, content.Headers.ContentType?.ToString());
        var redacted = _secrets.Redact(kind switch
        {
            MediaKind.Json => RedactJson(text),
            MediaKind.Form => RedactForm(text),
            _ => text,
        });
        return redacted.Length <= LongestBody ? redacted : $"{redacted[..LongestBody]}[{redacted.Length - LongestBody} more characters]";
    }

    // name=value&name=value, of a query or a form.
    private string RedactForm(string text) => string.Join('&', text.Split('&').Select(pair =>
    {
        var equals = pair.IndexOf('=', StringComparison.Ordinal);
        if (equals < 0) return pair;
        var name = Uri.UnescapeDataString(pair[..equals].Replace('+', ' '));
        return _fields.Contains(name) ? $"{pair[..equals]}={Secret.Redacted}" : pair;
    }));

    private string RedactJson(string text)
    {
        if (_fields.Count == 0) return text;
        try
        {
            var node = JsonNode.Parse(text);
            return RedactNode(node) ? Encoding.UTF8.GetString(RequestBodyWriter.ToUtf8(node)) : text;
        }
        catch (JsonException)
        {
            return text; // Not JSON after all; values are still looked for.
        }
    }

    private bool RedactNode(JsonNode? node)
    {
        var found = false;
        if (node is JsonArray items)
        {
            foreach (var item in items) found |= RedactNode(item);
        }
        else if (node is JsonObject fields)
        {
            foreach (var (name, value) in fields.ToList())
            {
                if (!_fields.Contains(name)) found |= RedactNode(value);
                else (fields[name], found) = (Secret.Redacted, true);
            }
        }

        return found;
    }
}
