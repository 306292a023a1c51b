using System.Text.Json;
using System.Text.Json.Nodes;
using Versori.Connectors.Generation.Reading;

namespace Versori.Connectors.Generation.Sources;

/// <summary>Copies values of a document to a tree that can be changed.</summary>
internal static class JsonCopy
{
    /// <summary>Returns a copy. Of members with equal names, the last one is kept, as in all other reading.</summary>
    public static JsonNode? Of(JsonElement value, Work work)
    {
        work.Step();
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                var copy = new JsonObject();
                foreach (var member in value.EnumerateObject()) copy[member.Name] = Of(member.Value, work);
                return copy;
            case JsonValueKind.Array:
                var items = new JsonArray();
                foreach (var item in value.EnumerateArray()) items.Add(Of(item, work));
                return items;
            case JsonValueKind.Null or JsonValueKind.Undefined:
                return null;
            default:
                return JsonValue.Create(value.Clone());
        }
    }

    /// <summary>Returns a list of texts.</summary>
    public static JsonArray Texts(IEnumerable<string> texts) =>
        new([.. texts.Select(text => (JsonNode?)JsonValue.Create(text))]);
}
