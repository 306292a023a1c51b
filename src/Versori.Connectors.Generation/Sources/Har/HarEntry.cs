using System.Text.Json;
using Versori.Connectors.Authentication;
using Versori.Connectors.Generation.OpenApi;

namespace Versori.Connectors.Generation.Sources;

/// <summary>A recorded request with its response. It stays in memory during the translation only.</summary>
internal sealed class HarEntry
{
    private HarEntry(Node node, Node request, Node? response, string method, Uri url)
    {
        Node = node;
        Response = response;
        Method = method;
        Url = url;
        Headers = [.. Pairs(request, "headers")];
        Query = [.. QueryOf(url)];
        Cookies = [.. CookieNames(request)];
        Post = request.Find("postData") is { IsObject: true } post ? post : null;
        Status = response?.Find("status") is { Value.ValueKind: JsonValueKind.Number } status
            && status.Value.TryGetInt32(out var code) ? code : 0;
        Segments = [.. url.AbsolutePath.Split('/').Skip(1)];
    }

    public Node Node { get; }

    public Node? Response { get; }

    public string Method { get; }

    public Uri Url { get; }

    public IReadOnlyList<(string Name, string Value)> Headers { get; }

    public IReadOnlyList<(string Name, string Value)> Query { get; }

    public IReadOnlyList<string> Cookies { get; }

    public Node? Post { get; }

    public int Status { get; }

    /// <summary>The segments of the path; <c>{}</c> stands for a value.</summary>
    public string[] Segments { get; }

    /// <summary>The scheme, host and port.</summary>
    public string Origin => Url.GetLeftPart(UriPartial.Authority)
        .Replace($"{Url.UserInfo}@", "", StringComparison.Ordinal);

    /// <summary>Whether the response is a success, or is not recorded.</summary>
    public bool IsSuccess => Status is 0 or (>= 200 and < 300) or 304;

    /// <summary>The media type of the request's body.</summary>
    public string PostType => Post is null ? "" : MediaTypes.Essence(TextOf(Post, "mimeType") ?? "");

    /// <summary>The media type of the response's body.</summary>
    public string ResponseType => Content is { } content
        ? MediaTypes.Essence(TextOf(content, "mimeType") ?? "")
        : "";

    private Node? Content => Response?.Find("content") is { IsObject: true } content ? content : null;

    /// <summary>Reads an entry; <see langword="null"/> if it is not a request over HTTP.</summary>
    public static HarEntry? Read(Node node)
    {
        if (node.Object("request") is not { } request) return null;
        var method = TextOf(request, "method")?.Trim().ToUpperInvariant();
        if (method is null || !HttpTokenSyntax.IsToken(method)) return null;
        if (!Uri.TryCreate(TextOf(request, "url")?.Trim(), UriKind.Absolute, out var url)) return null;
        var isHttp = (url.Scheme == Uri.UriSchemeHttps || url.Scheme == Uri.UriSchemeHttp) && url.Host.Length > 0;
        return isHttp ? new(node, request, node.Object("response"), method, url) : null;
    }

    /// <summary>The value of a header; <see langword="null"/> if there is none.</summary>
    public string? Header(string name) =>
        Headers.FirstOrDefault(header => header.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;

    /// <summary>The JSON of the request's body, if it is JSON.</summary>
    public JsonDocument? PostJson() => Post is not null && TextOf(Post, "text") is { Length: > 0 } text
        && (MediaTypes.IsJson(PostType) || StartsAsJson(text)) ? EmbeddedJson.Parse(text) : null;

    /// <summary>The JSON of the response's body, if it is JSON.</summary>
    public JsonDocument? ResponseJson()
    {
        if (ResponseText() is not { Length: > 0 } text) return null;
        return MediaTypes.IsJson(ResponseType) || StartsAsJson(text) ? EmbeddedJson.Parse(text) : null;
    }

    /// <summary>Whether the response has a body.</summary>
    public bool HasResponseBody => ResponseText() is { Length: > 0 }
        || (Content?.Find("size") is { Value.ValueKind: JsonValueKind.Number } size
            && size.Value.TryGetInt64(out var bytes) && bytes > 0);

    /// <summary>The fields of the request's body, if it is a form, and whether they are files.</summary>
    public IEnumerable<(string Name, string? Value, bool IsFile)> PostFields()
    {
        if (Post is null) yield break;
        var any = false;
        if (Post.Find("params") is { Value.ValueKind: JsonValueKind.Array } list)
        {
            foreach (var entry in list.Items().Where(entry => entry.IsObject))
            {
                if (TextOf(entry, "name") is not { Length: > 0 } name) continue;
                any = true;
                yield return (Decoded(name), TextOf(entry, "value") is { } value ? Decoded(value) : null,
                    TextOf(entry, "fileName") is not null);
            }
        }

        if (any || PostType != MediaTypes.Form || TextOf(Post, "text") is not { } text) yield break;
        foreach (var (name, value) in Parse(text)) yield return (name, value, false);
    }

    /// <summary>Returns a member that is text. Members of other types are not read.</summary>
    public static string? TextOf(Node node, string name) =>
        node.IsObject && node.Value.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.String
            ? member.GetString()
            : null;

    private string? ResponseText()
    {
        if (Content is not { } content || TextOf(content, "text") is not { } text) return null;
        if (TextOf(content, "encoding") != "base64") return text;
        var buffer = new byte[text.Length];
        return Convert.TryFromBase64String(text, buffer, out var count)
            ? System.Text.Encoding.UTF8.GetString(buffer, 0, count)
            : null;
    }

    private static bool StartsAsJson(string text) => text.AsSpan().TrimStart() is ['{' or '[', ..];

    private static IEnumerable<(string Name, string Value)> QueryOf(Uri url) => Parse(url.Query.TrimStart('?'));

    private static IEnumerable<(string Name, string Value)> Parse(string query)
    {
        foreach (var pair in query.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var at = pair.IndexOf('=', StringComparison.Ordinal);
            var name = Decoded(at < 0 ? pair : pair[..at]);
            if (name.Length > 0) yield return (name, at < 0 ? "" : Decoded(pair[(at + 1)..]));
        }
    }

    private static string Decoded(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));

    private static IEnumerable<(string Name, string Value)> Pairs(Node node, string list)
    {
        if (node.Find(list) is not { Value.ValueKind: JsonValueKind.Array } pairs) yield break;
        foreach (var pair in pairs.Items().Where(pair => pair.IsObject))
        {
            if (TextOf(pair, "name")?.Trim() is { Length: > 0 } name) yield return (name, TextOf(pair, "value") ?? "");
        }
    }

    private IEnumerable<string> CookieNames(Node request)
    {
        var ofHeader = (Header("Cookie") ?? "").Split(';').Select(pair => pair.Split('=')[0].Trim());
        return Pairs(request, "cookies").Select(cookie => cookie.Name).Concat(ofHeader)
            .Where(name => name.Length > 0)
            .Distinct(StringComparer.Ordinal);
    }
}
