using System.Text.Json.Nodes;
using Versori.Connectors.Generation.OpenApi.Export;
using Versori.Connectors.Generation.Reading;

namespace Versori.Connectors.Generation.Overlays;

/// <summary>Applies the changes of <see cref="EditPatch"/> to a record of a later version.</summary>
internal sealed class EditRun
{
    /// <summary>What could not be applied, because what is around it no longer exists.</summary>
    public List<string> Lost { get; } = [];

    /// <summary>What the source changed too.</summary>
    public List<string> Conflicts { get; } = [];

    /// <summary>How many values were changed.</summary>
    public int Applied { get; private set; }

    /// <summary>Changes an object in place.</summary>
    /// <param name="current">The object.</param>
    /// <param name="changes">The changes.</param>
    /// <param name="before">The values before the edit; <see langword="null"/> if they are not known.</param>
    /// <param name="owner">The name of the member that the object is.</param>
    /// <param name="pointer">The pointer of the object, for reports.</param>
    public void Apply(JsonObject current, JsonObject changes, JsonObject? before, string? owner, string pointer)
    {
        foreach (var (name, change) in changes)
        {
            var place = $"{pointer}/{Pointer.Escape(name)}";
            var knows = before is not null && before.ContainsKey(name);
            var was = before?[name];
            var now = current[name];
            if (change is JsonObject { Count: 1 } replaced && replaced[ExtensionNames.Replace] is { } value)
            {
                if (Set(now, value, was, knows, place)) current[name] = value.DeepClone();
            }
            else if (change is JsonObject parts && !KeyedLists.IsWhole(owner, name) && (was is not null
                || now is not null))
            {
                // The edit added it, and so did the source.
                if (knows && was is null && !JsonNode.DeepEquals(now, change)) Conflicts.Add(place);
                ApplyParts(current, name, parts, was, place);
            }
            else if (Set(now, change, was, knows, place))
            {
                if (change is null) current.Remove(name);
                else current[name] = change.DeepClone();
            }
        }
    }

    private void ApplyParts(JsonObject current, string name, JsonObject parts, JsonNode? was, string place)
    {
        switch (current[name])
        {
            case JsonObject members:
                Apply(members, parts, was as JsonObject, name, place);
                break;
            case JsonArray list when KeyedLists.Of(name, list) is { } items:
                ApplyItems(list, items, parts, was as JsonObject, place);
                break;
            default:
                Lost.AddRange(parts.Select(part => $"{place}/{Pointer.Escape(part.Key)}"));
                break;
        }
    }

    private void ApplyItems(
        JsonArray list,
        OrderedDictionary<string, JsonObject> items,
        JsonObject parts,
        JsonObject? before,
        string pointer)
    {
        foreach (var (key, change) in parts)
        {
            var place = $"{pointer}/{Pointer.Escape(key)}";
            var was = before?[key];
            var item = items.GetValueOrDefault(key);
            if (change is JsonObject { Count: 1 } replaced && replaced[ExtensionNames.Replace] is { } value)
            {
                if (!Set(item, value, was, before?.ContainsKey(key) == true, place)) continue;
                if (item is null) list.Add(value.DeepClone());
                else list[list.IndexOf(item)] = value.DeepClone();
            }
            else if (change is null)
            {
                if (Set(item, null, was, knows: false, place)) list.Remove(item);
            }
            else if (item is null || change is not JsonObject changes)
            {
                Lost.Add(place);
            }
            else
            {
                Apply(item, changes, was as JsonObject, owner: null, place);
            }
        }
    }

    // Returns whether the value is set. It is not if it is there already.
    private bool Set(JsonNode? now, JsonNode? wanted, JsonNode? was, bool knows, string place)
    {
        if (JsonNode.DeepEquals(now, wanted)) return false;
        if (knows && !JsonNode.DeepEquals(now, was)) Conflicts.Add(place);
        Applied++;
        return true;
    }
}
