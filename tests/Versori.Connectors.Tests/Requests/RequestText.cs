using System.Buffers.Text;
using System.Text;
using System.Text.RegularExpressions;

namespace Versori.Connectors.Tests.Requests;

/// <summary>
/// A request as text: the method, the URL, the headers by name, and the body. Ports are replaced, because the loopback
/// servers listen on free ones. JWTs are decoded, without their signature.
/// </summary>
internal static partial class RequestText
{
    /// <summary>The header that names the host of a request that was redirected to the loopback server.</summary>
    public const string OriginalHost = "X-Original-Host";

    public static string Of(RecordedRequest request)
    {
        var host = request.Headers.GetValueOrDefault(OriginalHost);
        var origin = host is null ? $"http://{request.Headers["Host"]}" : $"https://{host}";
        var text = new StringBuilder($"{request.Method} {origin}{request.Target}\n");
        foreach (var (name, value) in request.Headers.OrderBy(header => header.Key, StringComparer.OrdinalIgnoreCase))
        {
            // A redirected request has the loopback server's own host.
            var isOfTheTest = name == OriginalHost || (name == "Host" && host is not null);
            if (!isOfTheTest && !IsOfTracing(name) && !IsOfTheEngine(name, value))
                text.Append(name).Append(": ").Append(value).Append('\n');
        }

        if (request.ClientCertificate is not null) text.Append("(with the client certificate)\n");
        if (request.Body.Length > 0) text.Append('\n').Append(request.Text).Append('\n');
        return Normalize(text.ToString());
    }

    /// <summary>A URL that a browser would open.</summary>
    public static string OfPage(Uri url) => Normalize($"(the person's browser) {url.AbsoluteUri}\n");

    // .NET adds these if anything in the process records spans, such as the test platform or another test.
    private static bool IsOfTracing(string name) =>
        name.Equals("traceparent", StringComparison.OrdinalIgnoreCase)
        || name.Equals("tracestate", StringComparison.OrdinalIgnoreCase);

    // The engine's own User-Agent contains its version, and is not recorded.
    private static bool IsOfTheEngine(string name, string value) =>
        name == "User-Agent" && value.StartsWith("Versori.Connectors/", StringComparison.Ordinal);

    private static string Normalize(string text)
    {
        var decoded = Jwt()
            .Replace(text, match => $"jwt({Decode(match.Groups[1].Value)}.{Decode(match.Groups[2].Value)})");
        return Port().Replace(decoded, "127.0.0.1$1PORT");
    }

    private static string Decode(string segment) => Encoding.UTF8.GetString(Base64Url.DecodeFromChars(segment));

    [GeneratedRegex(@"\b(eyJ[\w-]+)\.(eyJ[\w-]+)\.[\w-]*")]
    private static partial Regex Jwt();

    [GeneratedRegex(@"127\.0\.0\.1(:|%3A|%253A)\d+")]
    private static partial Regex Port();
}
