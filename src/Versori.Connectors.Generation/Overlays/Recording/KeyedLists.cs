using System.Text.Json.Nodes;

namespace Versori.Connectors.Generation.Overlays;

/// <summary>
/// The lists whose items have a name of their own. Edits name the items, so that they are found in a later version in
/// which the list has other items or another order.
/// </summary>
internal static class KeyedLists
{
    /// <summary>The members that are replaced as a whole: schemas and values, in which null has a meaning.</summary>
    public static bool IsWhole(string? owner, string member) =>
        member is "schema" or "itemSchema" or "example" or "settings" or "json" || owner == "schemas";

    /// <summary>
    /// Returns the items of a list by their names; <see langword="null"/> if they have no unique names.
    /// </summary>
    public static OrderedDictionary<string, JsonObject>? Of(string member, JsonArray list)
    {
        if (member is not ("parameters" or "responses" or "alternatives" or "inputs" or "authMethods" or "webhooks"))
            return null;
        var items = new OrderedDictionary<string, JsonObject>(StringComparer.Ordinal);
        foreach (var item in list)
        {
            if (item is not JsonObject members || Key(member, members) is not { } key) return null;
            if (!items.TryAdd(key, members)) return null;
        }

        return items;
    }

    private static string? Key(string member, JsonObject item) => member switch
    {
        "parameters" => Text(item, "in") is { } location && Text(item, "name") is { } name ? $"{location} {name}"
            : null,
        "responses" => Text(item, "status"),
        "alternatives" => Text(item, "contentType"),
        "inputs" => Text(item, "name"),
        _ => Text(item, "id"),
    };

    private static string? Text(JsonObject item, string name) =>
        item[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}
