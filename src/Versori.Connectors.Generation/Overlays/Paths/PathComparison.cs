using System.Text.Json.Nodes;

namespace Versori.Connectors.Generation.Overlays;

/// <summary>A comparison of a filter, or a test whether a value exists.</summary>
/// <param name="Path">The value, relative to the one that is tested.</param>
/// <param name="IsNegated">Whether it must differ or be absent.</param>
/// <param name="IsTest">Whether it tests only that the value exists.</param>
/// <param name="Literal">The value that it is compared with.</param>
internal sealed record PathComparison(
    IReadOnlyList<PathSelector> Path, bool IsNegated, bool IsTest, JsonNode? Literal)
{
    public bool Holds(NodePlace place)
    {
        NodePlace? found = place;
        foreach (var selector in Path)
        {
            found = selector.Select(found.Value).Select(selected => (NodePlace?)selected).FirstOrDefault();
            if (found is null) break;
        }

        // A value that does not exist is equal to no literal (RFC 9535 §2.3.5.2.2).
        var holds = found is { } value && (IsTest || JsonNode.DeepEquals(value.Value, Literal));
        return holds != IsNegated;
    }
}
