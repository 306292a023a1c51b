using System.Text.Json.Nodes;

namespace Versori.Connectors.Invocation;

/// <summary>Measures the depth of JSON that a caller built, before it is copied by recursion.</summary>
internal static class JsonDepth
{
    /// <summary>Whether the value has more levels than the limit.</summary>
    public static bool Exceeds(JsonNode value, int limit)
    {
        if (value is JsonValue) return false;
        var level = new List<JsonNode> { value };
        for (var depth = 0; level.Count > 0; depth++)
        {
            if (depth >= limit) return true;
            level = [.. level.SelectMany(Children)];
        }

        return false;
    }

    private static IEnumerable<JsonNode> Children(JsonNode node) => node switch
    {
        JsonObject fields => fields.Select(field => field.Value).OfType<JsonNode>().Where(IsContainer),
        JsonArray items => items.OfType<JsonNode>().Where(IsContainer),
        _ => [],
    };

    private static bool IsContainer(JsonNode node) => node is not JsonValue;
}
