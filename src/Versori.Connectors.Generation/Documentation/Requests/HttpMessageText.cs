using System.Globalization;
using System.Text.RegularExpressions;

namespace Versori.Connectors.Generation.Documentation;

/// <summary>Reads examples of HTTP messages (RFC 9112 §2.1), also without a version, as pages write them.</summary>
internal static partial class HttpMessageText
{
    /// <summary>Returns the request of a text; <see langword="null"/> if it does not begin with one.</summary>
    public static ExampleRequest? Request(string text)
    {
        var lines = text.Split('\n');
        var first = RequestStart().Match(lines[0].TrimEnd());
        if (!first.Success) return null;
        var (headers, body) = Rest(lines);
        var url = first.Groups["url"].Value;
        var host = headers.Find(header => header.Name.Equals("Host", StringComparison.OrdinalIgnoreCase)).Value;
        if (url[0] == '/' && !string.IsNullOrEmpty(host)) url = $"https://{host}{url}";
        return new()
        {
            Method = first.Groups["method"].Value,
            Url = url,
            Headers = headers,
            Body = body,
            Text = text,
        };
    }

    /// <summary>Returns the status and the content of a response; <see langword="null"/> if a text is none.</summary>
    public static (int Status, string? Body)? Response(string text)
    {
        var lines = text.Split('\n');
        var first = ResponseStart().Match(lines[0].TrimEnd());
        if (!first.Success) return null;
        return (int.Parse(first.Groups["status"].Value, CultureInfo.InvariantCulture), Rest(lines).Body);
    }

    private static (List<(string Name, string Value)> Headers, string? Body) Rest(string[] lines)
    {
        var headers = new List<(string, string)>();
        var at = 1;
        for (; at < lines.Length && lines[at].Trim().Length > 0; at++)
        {
            var colon = lines[at].IndexOf(':', StringComparison.Ordinal);
            // Content without a blank line before it.
            if (colon <= 0 || lines[at].TrimStart()[0] is '{' or '[') break;
            headers.Add((lines[at][..colon].Trim(), lines[at][(colon + 1)..].Trim()));
        }

        var body = string.Join('\n', lines.Skip(at)).Trim();
        return (headers, body.Length == 0 ? null : body);
    }

    [GeneratedRegex(
        @"^\s*(?<method>GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS|QUERY)\s+(?<url>(https?://|/)\S*)(\s+HTTP/[0-9.]+)?\z",
        RegexOptions.ExplicitCapture,
        10_000)]
    private static partial Regex RequestStart();

    [GeneratedRegex(@"^\s*HTTP/[0-9.]+\s+(?<status>[1-5][0-9][0-9])\b", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex ResponseStart();
}
