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

    /// <summary>Returns a member; <see langword="null"/> if the node is no object, or has no such member.</summary>
    public static JsonNode? Member(JsonNode? node, string name) => (node as JsonObject)?[name];

    /// <summary>
    /// Returns a node with the content of an element. The last of several members with the same name counts.
    /// </summary>
    public static JsonNode? Of(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object or JsonValueKind.Array when HasRepeatedNames(element) => Copy(element),
        JsonValueKind.Object => JsonObject.Create(element),
        JsonValueKind.Array => JsonArray.Create(element),
        JsonValueKind.Null => null,
        _ => JsonValue.Create(element),
    };

    // An object node throws when a name is repeated.
    private static JsonNode? Copy(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                var members = new JsonObject();
                foreach (var member in element.EnumerateObject()) members[member.Name] = Copy(member.Value);
                return members;
            case JsonValueKind.Array:
                return new JsonArray([.. element.EnumerateArray().Select(Copy)]);
            default:
                return Of(element);
        }
    }

    private static bool HasRepeatedNames(JsonElement element)
    {
        if (element.ValueKind == JsonValueKind.Array) return element.EnumerateArray().Any(HasRepeatedNames);
        if (element.ValueKind != JsonValueKind.Object) return false;
        var names = new HashSet<string>(StringComparer.Ordinal);
        return element.EnumerateObject().Any(member => !names.Add(member.Name) || HasRepeatedNames(member.Value));
    }
}
