using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Versori.Connectors.Generation.Overlays;

/// <summary>A JSONPath expression (RFC 9535), of the subset that <see cref="OpenApiOverlay"/> states.</summary>
internal sealed record JsonPath(IReadOnlyList<PathSegment> Segments)
{
    /// <summary>The most values that are visited. A short expression can visit a document many times.</summary>
    private const int MaximumVisits = 5_000_000;

    /// <summary>Writes a normalized path (RFC 9535 §2.7) of names.</summary>
    public static string Normalized(params IEnumerable<string> names)
    {
        var path = new StringBuilder("$");
        foreach (var name in names)
        {
            path.Append("['");
            foreach (var character in name) Append(path, character);
            path.Append("']");
        }

        return path.ToString();
    }

    /// <summary>Returns the names of an expression that has only names; <see langword="null"/> of any other.</summary>
    public IReadOnlyList<string>? Names()
    {
        var names = new List<string>();
        foreach (var segment in Segments)
        {
            if (segment is not { IsDescendant: false, Selectors: [NameSelector name] }) return null;
            names.Add(name.Name);
        }

        return names;
    }

    /// <summary>Selects the places in a document, each once.</summary>
    /// <returns>The places; <see langword="null"/> if too many values would be visited.</returns>
    public IReadOnlyList<NodePlace>? Select(JsonNode root)
    {
        List<NodePlace> places = [NodePlace.Root(root)];
        var visits = 0;
        foreach (var segment in Segments)
        {
            var found = new List<NodePlace>();
            var seen = new HashSet<NodePlace>();
            foreach (var place in places)
            {
                foreach (var start in segment.IsDescendant ? Descendants(place) : [place])
                {
                    foreach (var selected in segment.Selectors.SelectMany(selector => selector.Select(start)))
                    {
                        if (++visits > MaximumVisits) return null;
                        if (seen.Add(selected)) found.Add(selected);
                    }

                    if (++visits > MaximumVisits) return null;
                }
            }

            places = found;
        }

        return places;
    }

    // A value and everything within it, in the order of the document (RFC 9535 §2.5.2.2).
    private static IEnumerable<NodePlace> Descendants(NodePlace start)
    {
        var open = new Stack<NodePlace>();
        open.Push(start);
        while (open.TryPop(out var place))
        {
            yield return place;
            foreach (var child in place.Children().Reverse()) open.Push(child);
        }
    }

    private static void Append(StringBuilder path, char character)
    {
        switch (character)
        {
            case '\'' or '\\':
                path.Append('\\').Append(character);
                break;
            case '\b':
                path.Append("\\b");
                break;
            case '\t':
                path.Append("\\t");
                break;
            case '\n':
                path.Append("\\n");
                break;
            case '\f':
                path.Append("\\f");
                break;
            case '\r':
                path.Append("\\r");
                break;
            case < ' ':
                path.Append("\\u").Append(((int)character).ToString("x4", CultureInfo.InvariantCulture));
                break;
            default:
                path.Append(character);
                break;
        }
    }
}
