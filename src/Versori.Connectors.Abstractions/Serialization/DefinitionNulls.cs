using System.Text.Json;

namespace Versori.Connectors.Serialization;

/// <summary>
/// Finds a <c>null</c> in a list or map. The serializer accepts it, but later steps do not expect it. Schemas are
/// skipped, because <c>null</c> has a meaning there.
/// </summary>
internal static class DefinitionNulls
{
    /// <summary>Returns the pointer of the first <c>null</c>; <see langword="null"/> if there is none.</summary>
    public static string? Find(JsonElement element, string pointer = "") => element.ValueKind switch
    {
        JsonValueKind.Array => element.EnumerateArray().Index()
            .Select(item => FindIn(item.Item, $"{pointer}/{item.Index}", isEntry: true))
            .FirstOrDefault(found => found is not null),
        JsonValueKind.Object => element.EnumerateObject()
            .Where(property => property.Name is not ("schema" or "itemSchema" or "example"))
            .Select(property => property.Name == "schemas"
                ? FindInMap(property.Value, $"{pointer}/schemas")
                : FindIn(property.Value, JsonPointer.Append(pointer, property.Name), isEntry: false))
            .FirstOrDefault(found => found is not null),
        _ => null,
    };

    private static string? FindInMap(JsonElement map, string pointer) => map.ValueKind != JsonValueKind.Object
        ? null
        : map.EnumerateObject().Where(property => property.Value.ValueKind == JsonValueKind.Null)
            .Select(property => JsonPointer.Append(pointer, property.Name)).FirstOrDefault();

    private static string? FindIn(JsonElement element, string pointer, bool isEntry) =>
        isEntry && element.ValueKind == JsonValueKind.Null ? pointer : Find(element, pointer);
}
