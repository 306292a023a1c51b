using System.Security.Cryptography;
using Versori.Connectors.Expressions;

namespace Versori.Connectors.Authentication.Requests;

/// <summary>The values of a request for expressions. Each is computed when an expression uses it.</summary>
internal sealed class RequestValues(HttpRequestMessage request, byte[]? body, string timestamp) : IExpressionValueSource
{
    private const string HeaderPrefix = "header.";

    private static readonly string[] BodyNames =
        ["body", "bodySha256", "bodySha512", "bodyMd5", "sortedFormValues", "sortedForm", "sortedParameters"];

    /// <summary>The fixed names. In addition, <c>header.…</c> names a header field.</summary>
    public static IReadOnlyList<string> Names { get; } =
        ["method", "scheme", "host", "path", "query", "sortedQuery", "pathAndQuery", "url", "timestamp", .. BodyNames];

    /// <summary>Whether a name refers to a header field.</summary>
    public static bool IsHeader(string name) =>
        name.StartsWith(HeaderPrefix, StringComparison.Ordinal) && HttpTokenSyntax.IsToken(name[HeaderPrefix.Length..]);

    /// <summary>
    /// Whether a name is one of these with the prefix that distinguishes them from inputs. <c>timestamp</c> is
    /// excluded, because <c>now</c> is the time there.
    /// </summary>
    public static bool IsPrefixed(string name)
    {
        if (!RequestValueNames.Contains(name)) return false;
        var unprefixed = name[RequestValueNames.Prefix.Length..];
        return unprefixed != "timestamp"
            && (Names.Contains(unprefixed, StringComparer.Ordinal) || IsHeader(unprefixed));
    }

    public static bool NeedsBody(IEnumerable<string> names) =>
        names.Any(name => BodyNames.Contains(name, StringComparer.Ordinal));

    public bool TryGet(string name, out ExpressionValue value)
    {
        if (name == "body")
        {
            value = new(null, isSecret: false, isListed: false) { Utf8 = body ?? [] };
            return true;
        }

        var isHeader = IsHeader(name);
        var text = isHeader ? RequestHeaders.Find(request, name[HeaderPrefix.Length..]) : Find(name);
        value = new(text, isSecret: false, isListed: false);
        return isHeader || text is not null;
    }

    private string? Find(string name) => name switch
    {
        "method" => request.Method.Method,
        "scheme" => request.RequestUri!.Scheme,
        "host" => RequestHeaders.Host(request),
        "path" => request.RequestUri!.AbsolutePath,
        "query" => request.RequestUri!.Query.TrimStart('?'),
        "sortedQuery" => Sorted(request.RequestUri!.Query),
        "pathAndQuery" => request.RequestUri!.PathAndQuery,
        "url" => request.RequestUri!.GetLeftPart(UriPartial.Query),
        "timestamp" => timestamp,
        "bodySha256" => Convert.ToHexStringLower(SHA256.HashData(body ?? [])),
        "bodySha512" => Convert.ToHexStringLower(SHA512.HashData(body ?? [])),
#pragma warning disable CA5351 // Some systems require the body's MD5 in the string to sign.
        "bodyMd5" => Convert.ToHexStringLower(MD5.HashData(body ?? [])),
#pragma warning restore CA5351
        "sortedFormValues" => string.Concat(
            Form().OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => pair.Key + pair.Value)),
        "sortedForm" => Encoded(Form()),
        "sortedParameters" => Encoded(QueryParameters.Decode(request.RequestUri!.Query).Concat(Form())),
        _ => null,
    };

    private static string Sorted(string query) =>
        string.Join('&', query.TrimStart('?').Split('&').Order(StringComparer.Ordinal));

    // Percent-encoded (RFC 3986 §2.1, §2.3), then sorted by name and by value, byte by byte, as in RFC 5849 §3.4.1.3.2.
    private static string Encoded(IEnumerable<KeyValuePair<string, string>> parameters) => string.Join('&', parameters
        .Select(pair => (Name: PercentEncoding.Encode(pair.Key), Value: PercentEncoding.Encode(pair.Value)))
        .OrderBy(pair => pair.Name, StringComparer.Ordinal)
        .ThenBy(pair => pair.Value, StringComparer.Ordinal)
        .Select(pair => $"{pair.Name}={pair.Value}"));

    private IEnumerable<KeyValuePair<string, string>> Form()
    {
        var mediaType = request.Content?.Headers.ContentType?.MediaType;
        return string.Equals(mediaType, "application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase)
            ? QueryParameters.Decode(System.Text.Encoding.UTF8.GetString(body ?? []))
            : [];
    }
}
