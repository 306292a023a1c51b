using Versori.Connectors.Generation.OpenApi;

namespace Versori.Connectors.Generation.Sources;

/// <summary>A header, a parameter of a query, or a field of a form.</summary>
/// <param name="Name">The name.</param>
/// <param name="Value">The value, with variables in double braces.</param>
/// <param name="IsDisabled">Whether the author has switched it off, so that a request can leave it out.</param>
/// <param name="Description">What it means.</param>
/// <param name="Node">Its place.</param>
internal sealed record PostmanField(string Name, string Value, bool IsDisabled, string? Description, Node Node)
{
    /// <summary>Reads an entry of a list.</summary>
    public static PostmanField Of(Node entry) => new(
        entry.Text("key")?.Trim() ?? "",
        Simple(entry.Find("value")) ?? "",
        entry.Flag("disabled") == true,
        DescriptionOf(entry),
        entry);

    /// <summary>Reads headers: a list, or a text with a line each, as in version 2.0.</summary>
    public static IEnumerable<PostmanField> Headers(Node parent)
    {
        if (parent.Find("header") is not { } headers) yield break;
        if (headers.Value.ValueKind == System.Text.Json.JsonValueKind.Array)
        {
            foreach (var entry in headers.Items().Where(entry => entry.IsObject)) yield return Of(entry);
            yield break;
        }

        foreach (var line in (headers.AsText() ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon > 0) yield return new(line[..colon].Trim(), line[(colon + 1)..].Trim(), false, null, headers);
        }
    }

    /// <summary>Returns the description of an item, without keys and tokens.</summary>
    public static string? DescriptionOf(Node item)
    {
        if (item.Find("description") is not { } description) return null;
        var text = description.IsObject ? description.Text("content") : description.AsText();
        return string.IsNullOrWhiteSpace(text) ? null : OpaqueText.Without(text.Trim());
    }

    private static string? Simple(Node? value) => value is null || value.IsObject ? null : value.AsText();
}
