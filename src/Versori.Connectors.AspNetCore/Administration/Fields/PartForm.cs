using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Versori.Connectors.AspNetCore.Administration.Fields;

/// <summary>
/// The values of a part of a definition, from its JSON or from a posted form whose fields are named by JSON pointers.
/// </summary>
internal sealed class PartForm
{
    private static readonly JsonDocumentOptions Deep = new() { MaxDepth = 256 };

    private readonly Dictionary<string, string> _unread = new(StringComparer.Ordinal);
    private readonly List<ConnectorError> _errors = [];

    private PartForm(JsonObject value) => Value = value;

    /// <summary>The part as JSON, without the fields that could not be read.</summary>
    public JsonObject Value { get; }

    /// <summary>What could not be read, by the pointers of the fields.</summary>
    public IReadOnlyList<ConnectorError> Errors => _errors;

    /// <summary>What a person entered into a field that could not be read; else null.</summary>
    public string? Unread(string pointer) => _unread.GetValueOrDefault(pointer);

    public static PartForm Of(JsonObject value) => new(value);

    /// <summary>Reads a form.</summary>
    /// <param name="form">The form.</param>
    /// <param name="fields">The fields of the part.</param>
    /// <param name="pointer">The pointer of the part.</param>
    /// <param name="before">The part as it is stored.</param>
    /// <param name="change">
    /// A button: <c>add:POINTER</c> adds an item to a list, <c>remove:POINTER</c> removes one; else null.
    /// </param>
    public static PartForm Read(
        IFormCollection form, IReadOnlyList<SchemaField> fields, string pointer, JsonObject before, string? change)
    {
        var read = new PartForm([]);
        read.ReadFields(new(form, change), fields, pointer, pointer, before, read.Value);
        return read;
    }

    // The pointer of the form and that of the value differ after an item of a list was removed.
    private void ReadFields(
        PostedPart posted,
        IReadOnlyList<SchemaField> fields,
        string source,
        string target,
        JsonObject before,
        JsonObject value)
    {
        foreach (var field in fields)
        {
            var (from, to) = ($"{source}/{field.Name}", $"{target}/{field.Name}");
            var node = posted.KindOf(field, from) switch
            {
                SchemaFieldKind.Kept => before[field.Name]?.DeepClone(),
                SchemaFieldKind.Group => ReadGroup(posted, field, from, to),
                SchemaFieldKind.List => ReadList(posted, field, from, to),
                var kind => ReadText(posted, kind, field, from, to),
            };
            if (node is not null) value[field.Name] = node;
        }
    }

    private JsonObject? ReadGroup(PostedPart posted, SchemaField field, string from, string to)
    {
        if (field.IsNullable && !posted.Has(from)) return null;
        var group = new JsonObject();
        ReadFields(posted, field.Fields, from, to, [], group);
        return group.Count > 0 || field.IsNullable || posted.WasEmpty(from) ? group : null;
    }

    private JsonArray? ReadList(PostedPart posted, SchemaField field, string from, string to)
    {
        var items = new JsonArray();
        foreach (var marker in posted.Markers(from))
        {
            if (posted.Change == $"remove:{from}/{marker}") continue;
            var item = new JsonObject();
            items.Add(item);
            ReadFields(posted, field.Fields, $"{from}/{marker}", $"{to}/{items.Count - 1}", [], item);
        }

        if (posted.Change == $"add:{from}") items.Add(new JsonObject());
        return items.Count > 0 || posted.WasEmpty(from) ? items : null;
    }

    private JsonNode? ReadText(PostedPart posted, SchemaFieldKind kind, SchemaField field, string from, string pointer)
    {
        var text = posted.Text(from);
        if (text.Length == 0)
        {
            // An empty text that was stored differs from a setting that is left out.
            if (!posted.WasEmpty(from)) return null;
            return kind switch
            {
                SchemaFieldKind.Lines => new JsonArray(),
                SchemaFieldKind.Pairs => new JsonObject(),
                _ => JsonValue.Create(""),
            };
        }

        return kind switch
        {
            SchemaFieldKind.YesNo => text is "true",
            SchemaFieldKind.Number => Number(text.Trim()),
            SchemaFieldKind.Lines => ReadLines(text, field, pointer),
            SchemaFieldKind.Pairs => ReadPairs(text, field, pointer),
            SchemaFieldKind.Json => ReadJson(text, pointer),
            _ => text,
        };
    }

    private JsonArray? ReadLines(string text, SchemaField field, string pointer)
    {
        var lines = new JsonArray();
        foreach (var line in Lines(text))
        {
            var value = field.IsNumeric ? Number(line) : JsonValue.Create(line);
            if (field.IsNumeric && value.GetValueKind() != JsonValueKind.Number)
                return Refuse<JsonArray>(pointer, text, $"'{field.Name}' needs one number a line: {line}");
            lines.Add(value);
        }

        return lines;
    }

    private JsonObject? ReadPairs(string text, SchemaField field, string pointer)
    {
        var pairs = new JsonObject();
        foreach (var line in Lines(text))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            var name = colon > 0 ? line[..colon].Trim() : "";
            if (name.Length == 0)
                return Refuse<JsonObject>(pointer, text, $"'{field.Name}' needs one 'name: value' a line: {line}");
            if (!pairs.TryAdd(name, line[(colon + 1)..].Trim()))
                return Refuse<JsonObject>(pointer, text, $"'{field.Name}' has the name '{name}' twice.");
        }

        return pairs;
    }

    private JsonNode? ReadJson(string text, string pointer)
    {
        try
        {
            return JsonNode.Parse(text, documentOptions: Deep);
        }
        catch (JsonException exception)
        {
            return Refuse<JsonNode>(
                pointer,
                text,
                $"This is no JSON: line {exception.LineNumber + 1}, character {exception.BytePositionInLine + 1}.");
        }
    }

    private T? Refuse<T>(string pointer, string text, string message)
        where T : JsonNode
    {
        _unread[pointer] = text;
        _errors.Add(new()
        {
            Code = ConnectorErrorCode.InvalidDefinition,
            Message = message,
            Location = pointer,
        });
        return null;
    }

    // What is no number stays a text, and is refused by the definition.
    private static JsonValue Number(string text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? JsonValue.Create(number)
            : JsonValue.Create(text);

    private static string[] Lines(string text) =>
        text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
