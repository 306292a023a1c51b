using System.Text.Json;
using Versori.Connectors.Generation.OpenApi;

namespace Versori.Connectors.Generation.Sources;

/// <summary>
/// The URL of a request: a text, or an object with its parts (https://schema.postman.com/collection/json/v2.1.0,
/// "url").
/// </summary>
internal sealed class PostmanUrl
{
    /// <summary>Reads a URL.</summary>
    public PostmanUrl(Node url)
    {
        Node = url;
        var raw = url.IsObject ? url.Text("raw") ?? "" : url.AsText() ?? "";
        var (address, query) = Split(raw);
        Address = url.IsObject && Composed(url) is { } composed ? composed : address;
        Query = url.IsObject && url.Find("query") is { Value.ValueKind: JsonValueKind.Array } list
            ? [.. list.Items().Where(item => item.IsObject).Select(QueryOf)]
            : [.. ParseQuery(query)];
        Variables = url.IsObject ? [.. url.List("variable").Where(variable => variable.IsObject)] : [];
    }

    /// <summary>The node.</summary>
    public Node Node { get; }

    /// <summary>The URL without its query and fragment, with variables in double braces.</summary>
    public string Address { get; }

    /// <summary>The entries of the query.</summary>
    public IReadOnlyList<PostmanField> Query { get; }

    /// <summary>The descriptions and values of the variables of the path, such as <c>:id</c>.</summary>
    public IReadOnlyList<Node> Variables { get; }

    private static string? Composed(Node url)
    {
        var host = Joined(url.Find("host"), '.');
        if (string.IsNullOrEmpty(host)) return null;
        var path = Joined(url.Find("path"), '/');
        var protocol = url.Text("protocol")?.TrimEnd(':', '/');
        var port = url.Text("port");
        return string.Concat(
            string.IsNullOrEmpty(protocol) ? "" : $"{protocol}://",
            host,
            string.IsNullOrEmpty(port) ? "" : $":{port}",
            string.IsNullOrEmpty(path) ? "" : $"/{path.TrimStart('/')}");
    }

    // A part is a text, or a list of texts or of objects with a value.
    private static string? Joined(Node? part, char separator)
    {
        if (part is null) return null;
        if (part.Value.ValueKind != JsonValueKind.Array) return part.AsText();
        return string.Join(separator, part.Items().Select(
            item => (item.IsObject ? item.Text("value") : item.AsText()) ?? ""));
    }

    private static (string Address, string Query) Split(string raw)
    {
        var fragment = raw.IndexOf('#', StringComparison.Ordinal);
        if (fragment >= 0) raw = raw[..fragment];
        var question = raw.IndexOf('?', StringComparison.Ordinal);
        return question < 0 ? (raw, "") : (raw[..question], raw[(question + 1)..]);
    }

    // Values that need it are written percent-encoded.
    private static PostmanField QueryOf(Node entry)
    {
        var field = PostmanField.Of(entry);
        return field with
        {
            Name = Uri.UnescapeDataString(field.Name),
            Value = Uri.UnescapeDataString(field.Value),
        };
    }

    private IEnumerable<PostmanField> ParseQuery(string query)
    {
        foreach (var pair in query.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var at = pair.IndexOf('=', StringComparison.Ordinal);
            var name = Decoded(at < 0 ? pair : pair[..at]);
            yield return new(name, at < 0 ? "" : Decoded(pair[(at + 1)..]), false, null, Node);
        }
    }

    private static string Decoded(string text) =>
        Uri.UnescapeDataString(text.Replace('+', ' '));
}
