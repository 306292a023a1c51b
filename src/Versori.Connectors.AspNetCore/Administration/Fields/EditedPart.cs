using System.Globalization;
using System.Text.Json.Nodes;

namespace Versori.Connectors.AspNetCore.Administration.Fields;

/// <summary>
/// A part of a definition with a form of its own: the connector itself, or an input, an auth method or an endpoint.
/// </summary>
internal sealed record EditedPart
{
    private static readonly string[] Lists = ["inputs", "authMethods", "endpoints"];

    /// <summary>The list that it belongs to; empty for the connector itself.</summary>
    public required string List { get; init; }

    /// <summary>Its index; the number of items for a new one.</summary>
    public int Index { get; init; }

    public bool IsNew { get; init; }

    /// <summary>The value as it is stored.</summary>
    public required JsonObject Value { get; init; }

    public required IReadOnlyList<SchemaField> Fields { get; init; }

    /// <summary>The kind of an auth method; null for a new one whose kind is not chosen.</summary>
    public string? Type { get; init; }

    /// <summary>The JSON pointer of the part; empty for the connector itself.</summary>
    public string Pointer =>
        List.Length == 0 ? "" : $"/{List}/{Index.ToString(CultureInfo.InvariantCulture)}";

    /// <summary>The name in addresses: the pointer, with <c>-</c> for a new item (RFC 6902).</summary>
    public string Name => List.Length == 0 ? "/" : IsNew ? $"/{List}/-" : Pointer;

    /// <summary>Finds a part by its name; null if there is none.</summary>
    public static EditedPart? Find(DefinitionSchema schema, JsonObject definition, string name, string? type)
    {
        if (name == "/") return new() { List = "", Value = definition, Fields = schema.General };
        if (name.Split('/') is not ["", var list, var position] || !Lists.Contains(list)) return null;
        var items = definition[list] as JsonArray;
        var isNew = position == "-";
        var index = items?.Count ?? 0;
        if (!isNew && (!int.TryParse(position, NumberStyles.None, CultureInfo.InvariantCulture, out index)
            || index >= (items?.Count ?? 0)))
        {
            return null;
        }

        var value = isNew ? [] : (JsonObject)items![index]!;
        var kind = list == "authMethods" ? value["type"]?.GetValue<string>() ?? type : null;
        return new()
        {
            List = list,
            Index = index,
            IsNew = isNew,
            Value = value,
            Type = kind is not null && schema.Methods.ContainsKey(kind) ? kind : null,
            Fields = list switch
            {
                "inputs" => schema.Input,
                "endpoints" => schema.Endpoint,
                _ => kind is null ? [] : schema.Methods.GetValueOrDefault(kind)?.Fields ?? [],
            },
        };
    }

    /// <summary>Whether an error is about this part.</summary>
    public bool Has(ConnectorError error)
    {
        if (error.Location?.StartsWith(Pointer + "/", StringComparison.Ordinal) is not true)
            return List.Length > 0 && error.Location == Pointer;
        var name = error.Location[(Pointer.Length + 1)..].Split('/')[0];
        return List.Length > 0 || Fields.Any(field => field.Name == name);
    }

    /// <summary>The definition with another value of the part.</summary>
    public JsonObject With(JsonObject definition, JsonObject value)
    {
        var changed = (JsonObject)definition.DeepClone();
        if (List.Length == 0)
        {
            foreach (var field in Fields) changed.Remove(field.Name);
            foreach (var (name, node) in value) changed[name] = node?.DeepClone();
            return changed;
        }

        var item = new JsonObject();
        if (Type is not null) item["type"] = Type;
        foreach (var (name, node) in value) item[name] = node?.DeepClone();
        var items = changed[List] as JsonArray ?? [];
        changed[List] ??= items;
        if (IsNew) items.Add(item);
        else items[Index] = item;
        return changed;
    }

    /// <summary>The definition without the part.</summary>
    public JsonObject Without(JsonObject definition)
    {
        var changed = (JsonObject)definition.DeepClone();
        (changed[List] as JsonArray)?.RemoveAt(Index);
        return changed;
    }
}
