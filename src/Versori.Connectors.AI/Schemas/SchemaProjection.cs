using System.Text.Json;
using System.Text.Json.Nodes;
using Versori.Connectors.AI.Texts;
using Versori.Connectors.Serialization;

namespace Versori.Connectors.AI.Schemas;

/// <summary>
/// Writes a JSON Schema of a definition for a model: without references, with legal names, and with no more than a
/// level allows. What is left out is named in a description.
/// </summary>
/// <param name="schemas">The shared schemas of the definition.</param>
/// <param name="level">How much is written.</param>
internal sealed class SchemaProjection(IReadOnlyDictionary<string, JsonSchema> schemas, ProjectionLevel level)
{
    private const string ReferencePrefix = "#/schemas/";
    private const int KeywordLength = 60, ValueLength = 80, NamesInNote = 20, NameLength = 40, Parts = 40;

    private static readonly string[] Kept =
    [
        "format", "pattern", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf", "minLength",
        "maxLength", "minItems", "maxItems", "default",
    ];

    // The references that lead to the current value.
    private readonly HashSet<string> _open = new(StringComparer.Ordinal);
    private int _nodes;

    /// <summary>Whether the schema was too large for any result.</summary>
    public bool IsExceeded => _nodes > ProjectionLevel.MaximumNodes;

    /// <summary>Writes the schema of a value.</summary>
    /// <param name="schema">The schema.</param>
    /// <param name="names">Where the names of its properties are kept.</param>
    /// <param name="depth">How many more objects are written.</param>
    public JsonObject Write(JsonElement schema, ArgumentNames names, int depth)
    {
        _nodes++;
        var result = new JsonObject();
        if (schema.ValueKind != JsonValueKind.Object || IsExceeded) return result;
        var parts = new List<JsonElement>();
        var opened = new List<string>();
        var isRecursive = Collect(schema, parts, opened);
        try
        {
            WriteType(parts, result);
            var note = WriteValues(parts, result);
            foreach (var keyword in Kept) CopySmall(parts, keyword, result);
            if (TextOf(parts, "format") == "binary") note += " A file is a data URL with base64.";
            if (isRecursive && !HasContent(parts))
            {
                result["type"] ??= "object";
                note += " As the object that contains it.";
            }
            else
            {
                note += WriteContent(parts, names, depth, result);
            }

            var text = $"{ModelText.Short(TextOf(parts, "description") ?? TextOf(parts, "title"), level.Text)}{note}";
            if (text.Length > 0) result["description"] = text.Trim();
            return result;
        }
        finally
        {
            foreach (var reference in opened) _open.Remove(reference);
        }
    }

    // Returns whether a reference was left out since it leads to an enclosing value.
    private bool Collect(JsonElement schema, List<JsonElement> parts, List<string> opened)
    {
        if (schema.ValueKind != JsonValueKind.Object || parts.Count >= Parts) return false;
        parts.Add(schema);
        var isRecursive = false;
        if (ReferenceOf(schema) is { } name)
        {
            if (!_open.Add(name)) isRecursive = true;
            else
            {
                opened.Add(name);
                if (schemas.TryGetValue(name, out var target))
                    isRecursive |= Collect(target.Root, parts, opened);
            }
        }

        foreach (var part in ListOf(schema, "allOf")) isRecursive |= Collect(part, parts, opened);
        foreach (var keyword in (ReadOnlySpan<string>)["anyOf", "oneOf"])
        {
            // One alternative beside null is the value itself.
            if (Branches(schema, keyword) is [var only]) isRecursive |= Collect(only, parts, opened);
        }

        return isRecursive;
    }

    private string WriteContent(List<JsonElement> parts, ArgumentNames names, int depth, JsonObject result)
    {
        var note = "";
        var branches = parts.SelectMany(part => (JsonElement[][])[Branches(part, "oneOf"), Branches(part, "anyOf")])
            .Where(alternatives => alternatives.Length > 1)
            .SelectMany(alternatives => alternatives)
            .ToList();
        var properties = PropertiesOf(parts);
        if (properties.Count > 0)
        {
            result["type"] ??= "object";
            if (depth <= 0) note += Note("Properties", properties.Select(property => property.Name));
            else note += WriteProperties(parts, properties, names, depth, result);
        }

        if (Find(parts, "additionalProperties") is { ValueKind: JsonValueKind.Object } rest)
        {
            result["type"] ??= "object";
            if (depth > 0) result["additionalProperties"] = Write(rest, names.BelowRest(), depth - 1);
        }

        var items = Find(parts, "items");
        var isArray = result["type"] is JsonValue type && type.ToString() == "array";
        if (items is { ValueKind: JsonValueKind.Object } item)
        {
            // A list is as deep as its items.
            result["type"] ??= "array";
            result["items"] = Write(item, names.BelowItems(), depth);
        }
        else if (isArray)
        {
            result["items"] = new JsonObject();
        }

        return branches.Count > 0 ? note + WriteBranches(branches, names, depth, result) : note;
    }

    private string WriteProperties(
        List<JsonElement> parts,
        List<JsonProperty> properties,
        ArgumentNames names,
        int depth,
        JsonObject result)
    {
        var required = parts
            .SelectMany(part => ListOf(part, "required"))
            .Where(name => name.ValueKind == JsonValueKind.String)
            .Select(name => name.GetString()!)
            .ToHashSet(StringComparer.Ordinal);
        var shown = properties
            .OrderBy(property => required.Contains(property.Name) ? 0 : 1)
            .Take(level.Properties)
            .ToList();
        names.Add(shown.Select(property => property.Name));
        var written = new JsonObject();
        foreach (var property in shown)
        {
            written[names.NameOf(property.Name)] = Write(property.Value, names.Below(property.Name), depth - 1);
        }

        result["properties"] = written;
        var needed = shown.Where(property => required.Contains(property.Name))
            .Select(property => names.NameOf(property.Name))
            .ToList();
        if (needed.Count > 0) result["required"] = AgentJson.Texts(needed);
        return properties.Count > shown.Count
            ? Note("Also", properties.Except(shown).Select(property => property.Name))
            : "";
    }

    private string WriteBranches(List<JsonElement> branches, ArgumentNames names, int depth, JsonObject result)
    {
        var shown = depth > 0 ? branches.Take(level.Branches).ToList() : [];
        if (shown.Count > 0)
        {
            // A list that is not complete would forbid the others.
            JsonNode[] others = shown.Count < branches.Count ? [new JsonObject()] : [];
            result["anyOf"] = new JsonArray(
                [.. shown.Select(branch => Write(branch, names, depth - 1)), .. others]);
        }

        if (shown.Count == branches.Count) return "";
        return $" {branches.Count} alternatives{(shown.Count == 0 ? "" : $", {shown.Count} shown")}.";
    }

    private string WriteValues(List<JsonElement> parts, JsonObject result)
    {
        if (Find(parts, "const") is { } only && only.GetRawText().Length <= ValueLength)
        {
            result["const"] = AgentJson.Node(only);
            return "";
        }

        var values = ListOf(parts, "enum");
        if (values.Count == 0) return "";
        var shown = values.Where(value => value.GetRawText().Length <= ValueLength).Take(level.Values).ToList();
        if (shown.Count == values.Count)
        {
            result["enum"] = new JsonArray([.. shown.Select(AgentJson.Node)]);
            return "";
        }

        var texts = shown.Select(value => ModelText.Short(value.ToString(), ValueLength));
        return $" One of {values.Count} values: {string.Join(", ", texts)}…";
    }

    private void CopySmall(List<JsonElement> parts, string keyword, JsonObject result)
    {
        if (Find(parts, keyword) is not { } value || value.ValueKind is JsonValueKind.Object or JsonValueKind.Array)
            return;
        if (value.ValueKind == JsonValueKind.Null || value.GetRawText().Length > KeywordLength) return;
        if (level.Text == 0 && keyword is "pattern" or "multipleOf") return;
        result[keyword] = AgentJson.Node(value);
    }

    private static void WriteType(List<JsonElement> parts, JsonObject result)
    {
        if (Find(parts, "type") is not { } type) return;
        if (type.ValueKind == JsonValueKind.String) result["type"] = type.GetString();
        if (type.ValueKind != JsonValueKind.Array) return;
        var types = type.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.String).Take(7).ToList();
        if (types.Count == 1) result["type"] = types[0].GetString();
        else if (types.Count > 1) result["type"] = AgentJson.Texts(types.Select(item => item.GetString()!));
    }

    // Properties that only responses have are not arguments.
    private List<JsonProperty> PropertiesOf(List<JsonElement> parts) =>
    [
        .. parts
            .Where(part => part.TryGetProperty("properties", out var all) && all.ValueKind == JsonValueKind.Object)
            .SelectMany(part => part.GetProperty("properties").EnumerateObject())
            .DistinctBy(property => property.Name, StringComparer.Ordinal)
            .Where(property => !IsReadOnly(property.Value)),
    ];

    private bool IsReadOnly(JsonElement schema)
    {
        if (schema.ValueKind != JsonValueKind.Object) return false;
        if (schema.TryGetProperty("readOnly", out var own)) return own.ValueKind == JsonValueKind.True;
        return ReferenceOf(schema) is { } name
            && schemas.TryGetValue(name, out var target)
            && target.Root.ValueKind == JsonValueKind.Object
            && target.Root.TryGetProperty("readOnly", out var referred)
            && referred.ValueKind == JsonValueKind.True;
    }

    private string Note(string what, IEnumerable<string> originals)
    {
        var names = originals.Take(NamesInNote + 1).Select(name => ModelText.Short(name, NameLength)).ToList();
        var most = Math.Min(NamesInNote, Math.Max(5, level.Properties / 2));
        var more = names.Count > most ? "…" : ".";
        return $" {what}: {string.Join(", ", names.Take(most))}{more}";
    }

    private static bool HasContent(List<JsonElement> parts) =>
        parts.Exists(part => part.TryGetProperty("properties", out _) || part.TryGetProperty("items", out _));

    private static bool IsNull(JsonElement branch) =>
        branch.ValueKind == JsonValueKind.Object
        && branch.TryGetProperty("type", out var type)
        && type.ValueKind == JsonValueKind.String
        && type.GetString() == "null";

    private static JsonElement[] Branches(JsonElement schema, string keyword) =>
        [.. ListOf(schema, keyword).Where(branch => !IsNull(branch))];

    private static string? ReferenceOf(JsonElement schema) =>
        schema.TryGetProperty("$ref", out var reference)
        && reference.ValueKind == JsonValueKind.String
        && reference.GetString() is { } pointer
        && pointer.StartsWith(ReferencePrefix, StringComparison.Ordinal)
            ? JsonPointer.Unescape(pointer[ReferencePrefix.Length..])
            : null;

    private static JsonElement? Find(List<JsonElement> parts, string keyword)
    {
        foreach (var part in parts)
        {
            if (part.TryGetProperty(keyword, out var value)) return value;
        }

        return null;
    }

    private static string? TextOf(List<JsonElement> parts, string keyword) =>
        Find(parts, keyword) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    private static List<JsonElement> ListOf(List<JsonElement> parts, string keyword) =>
        parts.Select(part => ListOf(part, keyword).ToList()).FirstOrDefault(list => list.Count > 0) ?? [];

    // The default enumerator is that of no array.
    private static JsonElement.ArrayEnumerator ListOf(JsonElement schema, string keyword) =>
        schema.ValueKind == JsonValueKind.Object
        && schema.TryGetProperty(keyword, out var list)
        && list.ValueKind == JsonValueKind.Array
            ? list.EnumerateArray()
            : default;
}
