using System.Net;
using System.Text.Json;
using System.Xml;
using System.Xml.XPath;
using Versori.Connectors.Http;
using Versori.Connectors.Invocation;
using Versori.Connectors.Serialization;

namespace Versori.Connectors.Authentication.SessionToken;

/// <summary>A response that was read. Its content is parsed as text, JSON or XML on first use.</summary>
internal sealed class SessionResponse(HttpResponseMessage response, BoundedBody body) : IDisposable
{
    private readonly Lazy<JsonDocument?> _json = new(() => UntrustedJson.Parse(body.Bytes));
    private readonly Lazy<XPathNavigator?> _xml = new(() => ParseXml(body));

    public HttpStatusCode Status => response.StatusCode;

    public bool IsTruncated => body.IsTruncated;

    public JsonDocument? Json => _json.Value;

    public XPathNavigator? Xml => _xml.Value;

    public string Text =>
        field ??= ResponseText.Decode(body.Bytes.Span, response.Content.Headers.ContentType?.ToString());

    public string? Header(string name)
    {
        var isFound = response.Headers.NonValidated.TryGetValues(name, out var values)
            || response.Content.Headers.NonValidated.TryGetValues(name, out values);
        return isFound ? values.ToString() : null;
    }

    /// <summary>Returns the value of a cookie that the response sets (RFC 6265 §5.2). The last one counts.</summary>
    public string? Cookie(string name)
    {
        string? found = null;
        if (!response.Headers.NonValidated.TryGetValues("Set-Cookie", out var lines)) return null;
        foreach (var line in lines)
        {
            var pair = line.Split(';')[0];
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            if (equals > 0 && pair[..equals].Trim() == name) found = pair[(equals + 1)..].Trim();
        }

        return found;
    }

    // RFC 9110 §10.2.3
    public TimeSpan? RetryAfter(DateTimeOffset now) => response.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } when date > now => date - now,
        _ => null,
    };

    public bool ReportsSuccess(SuccessCondition success)
    {
        if (!JsonPointer.TryFind(Json!.RootElement, success.Field!, out var found)) return false;
        var text = JsonPointer.Scalar(found);
        if (success.Expected is { } expected) return string.Equals(text, expected, StringComparison.Ordinal);
        if (found.ValueKind is JsonValueKind.Object or JsonValueKind.Array) return true;
        return text is not (null or "" or "false" or "0");
    }

    public void Dispose()
    {
        if (_json.IsValueCreated) _json.Value?.Dispose();
    }

    // Document types and external references are prohibited: they allow entity expansion and access to local files.
    private static XPathNavigator? ParseXml(BoundedBody body)
    {
        var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };
        try
        {
            using var reader = XmlReader.Create(new MemoryStream(body.Bytes.ToArray()), settings);
            return new XPathDocument(reader).CreateNavigator();
        }
        catch (XmlException)
        {
            return null;
        }
    }
}
