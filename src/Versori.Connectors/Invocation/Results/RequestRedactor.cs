using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Versori.Connectors.Connecting;

namespace Versori.Connectors.Invocation;

/// <summary>
/// Redacts secrets in requests and headers: everything in the places where authentication puts secrets, and the values
/// of secrets in all other places.
/// </summary>
/// <param name="secrets">The secret values.</param>
/// <param name="headers">
/// The headers that authentication sets, in addition to the headers that are always secret.
/// </param>
/// <param name="fields">The query parameters and body fields that contain secrets.</param>
/// <remarks>Immutable and safe to share between threads.</remarks>
internal sealed class RequestRedactor(
    IEnumerable<string> secrets, IEnumerable<string>? headers = null, IEnumerable<string>? fields = null)
{
    private const int MaxBodyLength = 64 * 1024;

    private readonly SecretForms _secrets = new(secrets);
    private readonly HashSet<string> _fields = new(fields ?? [], StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _headers = new(
        [.. headers ?? [], "Authorization", "Proxy-Authorization", "Cookie", "Set-Cookie"],
        StringComparer.OrdinalIgnoreCase);

    /// <summary>Creates the redactor of everything that a connection's credentials put on a request.</summary>
    public static RequestRedactor Of(PreparedConnection prepared)
    {
        var names = prepared.PlacedNames;
        return new(prepared.SecretValues, headers: names, fields: names);
    }

    /// <summary>Returns the request with its secrets redacted.</summary>
    /// <param name="request">The request.</param>
    /// <param name="contentHeaders">The headers of its content.</param>
    /// <param name="body">Its content.</param>
    public SentRequest Redact(HttpRequestMessage request, HttpHeaders? contentHeaders, SentBody body) => new()
    {
        Method = request.Method.Method,
        Url = request.RequestUri is { } url ? RedactUrl(url) : "",
        Headers = RedactHeaders(request.Headers, contentHeaders),
        Body = RedactBody(body),
    };

    /// <summary>Returns headers with their secrets redacted. Names are case-insensitive.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> RedactHeaders(
        HttpHeaders headers, HttpHeaders? contentHeaders)
    {
        var redacted = new OrderedDictionary<string, IReadOnlyList<string>>(StringComparer.OrdinalIgnoreCase);

        // Headers are not parsed, because parsing would lose malformed values.
        IEnumerable<KeyValuePair<string, HeaderStringValues>> all = headers.NonValidated;
        if (contentHeaders is not null) all = all.Concat(contentHeaders.NonValidated);
        foreach (var (name, values) in all)
        {
            var isSecret = _headers.Contains(name);
            redacted[name] = [.. values.Select(value => isSecret ? Secret.Redacted : RedactHeader(value))];
        }

        return redacted;
    }

    /// <summary>Returns any text with the values of secrets redacted.</summary>
    public string RedactText(string text) => _secrets.Redact(text);

    /// <summary>Returns a URL with its secrets redacted.</summary>
    public string RedactUrl(Uri url)
    {
        var text = url.IsAbsoluteUri
            ? url.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped) + url.PathAndQuery + url.Fragment
            : url.OriginalString;
        if (text.IndexOf('?', StringComparison.Ordinal) is >= 0 and var question)
            text = string.Concat(text.AsSpan(0, question + 1), RedactForm(text[(question + 1)..]));
        return _secrets.Redact(text);
    }

    // The value of a header may be a URL, as in Location and Referer.
    private string RedactHeader(string value) =>
        Uri.TryCreate(value, UriKind.Absolute, out var url) && url.Scheme.StartsWith("http", StringComparison.Ordinal)
            ? RedactUrl(url)
            : _secrets.Redact(value);

    private string? RedactBody(SentBody body)
    {
        if (body.MediaType is not { } type) return null;
        if (body.Bytes is not { } bytes) return $"[content of {type}]";
        var kind = MediaType.Of(type);
        if (kind is MediaKind.Binary or MediaKind.Multipart) return $"[{bytes.Length} bytes of {type}]";

        var text = ResponseText.Decode(bytes, body.ContentType);
        var redacted = _secrets.Redact(kind switch
        {
            MediaKind.Json => RedactJson(text),
            MediaKind.Form => RedactForm(text),
            _ => text,
        });
        return redacted.Length <= MaxBodyLength
            ? redacted
            : $"{redacted[..MaxBodyLength]}[{redacted.Length - MaxBodyLength} more characters]";
    }

    // The name=value pairs of a query or a form.
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
            return text; // The text is not JSON. Secret values in it are still redacted.
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
                else
                {
                    fields[name] = Secret.Redacted;
                    found = true;
                }
            }
        }

        return found;
    }
}
