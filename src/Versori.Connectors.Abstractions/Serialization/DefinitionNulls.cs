using System.Text.Json;

namespace Versori.Connectors.Serialization;

/// <summary>
/// Finds a <c>null</c> that stands in a list or a map, which the serializer lets through and nothing later expects.
/// Schemas are left alone: there it means something.
/// </summary>
internal static class DefinitionNulls
{
    /// <summary>The pointer of the first one; <see langword="null"/> when there is none.</summary>
    public static string? Find(JsonElement element, string pointer = "") => element.ValueKind switch
    {
        JsonValueKind.Array => element.EnumerateArray().Index()
            .Select(item => Look(item.Item, $"{pointer}/{item.Index}", isEntry: true)).FirstOrDefault(found => found is not null),
        JsonValueKind.Object => element.EnumerateObject()
            .Where(property => property.Name != "schema")
            .Select(property => property.Name == "schemas"
                ? FindInMap(property.Value, $"{pointer}/schemas")
                : Look(property.Value, JsonPointer.Append(pointer, property.Name), isEntry: false))
            .FirstOrDefault(found => found is not null),
        _ => null,
    };

    private static string? FindInMap(JsonElement map, string pointer) => map.ValueKind != JsonValueKind.Object
        ? null
        : map.EnumerateObject().Where(property => property.Value.ValueKind == JsonValueKind.Null)
            .Select(property => JsonPointer.Append(pointer, property.Name)).FirstOrDefault();

    private static string? Look(JsonElement element, string pointer, bool isEntry) =>
        isEntry && element.ValueKind == JsonValueKind.Null ? pointer : Find(element, pointer);
}
