using System.Text.Json.Nodes;
using Versori.Connectors.Generation.OpenApi.Export;

namespace Versori.Connectors.Generation.Overlays;

/// <summary>
/// The changed members of a record as JSON, in the manner of a JSON Merge Patch (RFC 7396): null removes a member, an
/// object is merged. Items of lists that have names are members under these names. Schemas, values and other lists are
/// replaced as a whole.
/// </summary>
internal static class EditPatch
{
    /// <summary>Returns the changes and the values before them; <see langword="null"/> if there are none.</summary>
    public static (JsonObject Changes, JsonObject Before)? Between(JsonObject former, JsonObject edited, string? owner)
    {
        var changes = new JsonObject();
        var before = new JsonObject();
        var names = former.Select(member =>
            member.Key).Union(edited.Select(member => member.Key), StringComparer.Ordinal);
        foreach (var name in names)
        {
            var (was, now) = (former[name], edited[name]);
            if (JsonNode.DeepEquals(was, now)) continue;
            var (change, old) = Between(was, now, owner, name);
            changes[name] = change;
            before[name] = old;
        }

        return changes.Count == 0 ? null : (changes, before);
    }

    private static (JsonNode? Change, JsonNode? Before) Between(
        JsonNode? was, JsonNode? now, string? owner, string name)
    {
        if (KeyedLists.IsWhole(owner, name)) return Whole(was, now);
        switch (was, now)
        {
            case (JsonObject former, JsonObject edited) when JsonNode.DeepEquals(former["type"], edited["type"]):
                return Between(former, edited, name)!.Value;
            case (JsonObject, JsonObject):
                return (new JsonObject { [ExtensionNames.Replace] = now.DeepClone() }, was.DeepClone());
            case (JsonArray former, JsonArray edited)
                when KeyedLists.Of(name, former) is { } items && KeyedLists.Of(name, edited) is { } current
                    && HasSameOrder(items, current):
                return BetweenItems(items, current);
            default:
                return Whole(was, now);
        }
    }

    private static (JsonNode? Change, JsonNode? Before) BetweenItems(
        OrderedDictionary<string, JsonObject> former, OrderedDictionary<string, JsonObject> edited)
    {
        var changes = new JsonObject();
        var before = new JsonObject();
        foreach (var key in former.Keys.Union(edited.Keys, StringComparer.Ordinal))
        {
            var (was, now) = (former.GetValueOrDefault(key), edited.GetValueOrDefault(key));
            if (JsonNode.DeepEquals(was, now)) continue;
            // The key of an item is no name of a member.
            var (change, old) = was is null && now is not null
                ? (new JsonObject { [ExtensionNames.Replace] = now.DeepClone() }, null)
                : Between(was, now, owner: null, name: "");
            changes[key] = change;
            before[key] = old;
        }

        return (changes, before);
    }

    // What stays keeps its order, and what is new is at the end, as it will be when the edits are applied.
    private static bool HasSameOrder(
        OrderedDictionary<string, JsonObject> former, OrderedDictionary<string, JsonObject> edited) =>
        former.Keys.Where(edited.ContainsKey).Concat(edited.Keys.Where(key => !former.ContainsKey(key)))
            .SequenceEqual(edited.Keys, StringComparer.Ordinal);

    private static (JsonNode?, JsonNode?) Whole(JsonNode? was, JsonNode? now) => (now?.DeepClone(), was?.DeepClone());
}
