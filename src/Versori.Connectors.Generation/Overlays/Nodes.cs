using System.Text.Json;
using System.Text.Json.Nodes;

namespace Versori.Connectors.Generation.Overlays;

/// <summary>Measures and converts nodes of JSON.</summary>
internal static class Nodes
{
    /// <summary>How many values a node has, with itself.</summary>
    public static int Count(JsonNode? node) => node switch
    {
        JsonObject members => 1 + members.Sum(member => Count(member.Value)),
        JsonArray items => 1 + items.Sum(Count),
        _ => 1,
    };

    /// <summary>How many levels there are within a node, with itself.</summary>
    public static int Height(JsonNode? node) => node switch
    {
        JsonObject members => 1 + members.Select(member => Height(member.Value)).DefaultIfEmpty(0).Max(),
        JsonArray items => 1 + items.Select(Height).DefaultIfEmpty(0).Max(),
        _ => 0,
    };

    /// <summary>How many levels a node is within.</summary>
    public static int Depth(JsonNode node)
    {
        var depth = 0;
        for (var parent = node.Parent; parent is not null; parent = parent.Parent) depth++;
        return depth;
    }

    /// <summary>Returns a node with the content of an element.</summary>
    public static JsonNode? Of(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => JsonObject.Create(element),
        JsonValueKind.Array => JsonArray.Create(element),
        JsonValueKind.Null => null,
        _ => JsonValue.Create(element),
    };
}
