using System.Text.Json.Nodes;

namespace Versori.Connectors.Generation.Overlays;

/// <summary>A segment of a JSONPath expression (RFC 9535 §2.5).</summary>
/// <param name="IsDescendant">Whether it selects at any depth.</param>
/// <param name="Selectors">What it selects.</param>
internal sealed record PathSegment(bool IsDescendant, IReadOnlyList<PathSelector> Selectors);

/// <summary>A selector (RFC 9535 §2.3).</summary>
internal abstract record PathSelector
{
    public abstract IEnumerable<NodePlace> Select(NodePlace place);
}

/// <summary>A name (RFC 9535 §2.3.1).</summary>
internal sealed record NameSelector(string Name) : PathSelector
{
    public override IEnumerable<NodePlace> Select(NodePlace place) =>
        place.Value is JsonObject members && members.ContainsKey(Name) ? [new(members, Name, -1)] : [];
}

/// <summary>An index, which counts from the end if it is negative (RFC 9535 §2.3.3).</summary>
internal sealed record IndexSelector(int Index) : PathSelector
{
    public override IEnumerable<NodePlace> Select(NodePlace place)
    {
        if (place.Value is not JsonArray items) return [];
        var index = Index < 0 ? items.Count + Index : Index;
        return index >= 0 && index < items.Count ? [new(items, null, index)] : [];
    }
}

/// <summary>A wildcard (RFC 9535 §2.3.2).</summary>
internal sealed record WildcardSelector : PathSelector
{
    public override IEnumerable<NodePlace> Select(NodePlace place) => place.Children();
}

/// <summary>A filter whose comparisons all hold (RFC 9535 §2.3.5).</summary>
internal sealed record FilterSelector(IReadOnlyList<PathComparison> Comparisons) : PathSelector
{
    public override IEnumerable<NodePlace> Select(NodePlace place) =>
        place.Children().Where(child => Comparisons.All(comparison => comparison.Holds(child)));
}
