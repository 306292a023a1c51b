using System.Collections;
using System.Globalization;
using System.Numerics;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml;
using System.Xml.Linq;

namespace Versori.Connectors.Invocation;

/// <summary>Converts the values that callers pass to JSON, without reflection.</summary>
internal static class ArgumentConverter
{
    private const int MaxDepth = 64;

    // The depth that the JSON writer of .NET accepts, less what the request adds.
    private const int MaxJsonDepth = 500;

    /// <summary>Whether the value is content of its own, such as a file, which cannot be a value in JSON.</summary>
    public static bool IsContent(object? value) =>
        value is byte[] or ReadOnlyMemory<byte> or Stream or HttpContent or FilePart or XNode
            or IAsyncEnumerable<object?>;

    /// <summary>Whether the value and everything in it can be converted without reflection.</summary>
    public static bool IsPlain(object? value, int depth = 0) => value switch
    {
        _ when depth > MaxDepth => false,
        null or JsonNode or JsonElement => true,
        _ when IsContent(value) || IsNotFinite(value) || Scalar(value, null) is not null => true,
        _ when Entries(value) is { } entries => entries.All(entry => IsPlain(entry.Value, depth + 1)),
        IDictionary => false,
        IEnumerable items => items.Cast<object?>().All(item => IsPlain(item, depth + 1)),
        _ => false,
    };

    /// <summary>
    /// The entries of a dictionary whose keys are strings, or <see langword="null"/> for any other value.
    /// </summary>
    public static IEnumerable<KeyValuePair<string, object?>>? Entries(object value) => value switch
    {
        IEnumerable<KeyValuePair<string, object?>> pairs => pairs,
        IDictionary map when map.Keys.Cast<object>().All(key => key is string) =>
            map.Keys.Cast<string>().Select(key => KeyValuePair.Create(key, map[key])),
        _ => null,
    };

    /// <summary>Converts a value.</summary>
    /// <param name="value">The value.</param>
    /// <param name="schema">The schema of the value, if known. It determines how dates and enums are written.</param>
    /// <param name="problem">The problem with the value, if there is one. It does not contain the value.</param>
    /// <param name="depth">The nesting depth of the value.</param>
    public static JsonNode? ToNode(object? value, SchemaView? schema, ref string? problem, int depth = 0)
    {
        if (depth > MaxDepth)
        {
            problem = $"The value is nested more than {MaxDepth} deep. Use fewer levels.";
            return null;
        }

        switch (value)
        {
            case null: return null;
            case JsonNode node when JsonDepth.Exceeds(node, MaxJsonDepth):
                problem = $"The value is nested more than {MaxJsonDepth} deep. Use fewer levels.";
                return null;
            case JsonNode node: return node.DeepClone();
            case JsonElement element: return FromElement(element);
            case var number when IsNotFinite(number):
                problem = "The number is not finite.";
                return null;
            case Stream or HttpContent or FilePart or XNode or IAsyncEnumerable<object?>:
                problem = "A stream or content can be used only as the body or as a part of a multipart body.";
                return null;
        }

        if (Scalar(value, schema) is { } scalar) return scalar;
        if (Entries(value) is { } entries) return ToObject(entries, schema, ref problem, depth);
        if (value is IEnumerable items and not IDictionary)
        {
            var array = new JsonArray();
            foreach (var item in items)
            {
                array.Add(ToNode(item, schema?.Items, ref problem, depth + 1));

                // Stop at the first problem. A value that contains itself twice would otherwise take exponential time.
                if (problem is not null) return null;
            }

            return array;
        }

        problem = $"A value of type {value.GetType().Name} is not supported. Pass text, a number, a boolean, a date, a "
            + "list, a dictionary or JSON.";
        return null;
    }

    private static bool IsNotFinite(object? value) => value switch
    {
        double number => !double.IsFinite(number),
        float number => !float.IsFinite(number),
        Half number => !Half.IsFinite(number),
        _ => false,
    };

    private static JsonObject? ToObject(
        IEnumerable<KeyValuePair<string, object?>> pairs, SchemaView? schema, ref string? problem, int depth)
    {
        var result = new JsonObject();
        foreach (var (name, item) in pairs)
        {
            result[name] = ToNode(item, schema?.Property(name), ref problem, depth + 1);
            if (problem is not null) return null;
        }

        return result;
    }

    /// <summary>Converts a JSON element; <see langword="null"/> for a JSON null.</summary>
    public static JsonNode? FromElement(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => JsonObject.Create(element.Clone()),
        JsonValueKind.Array => JsonArray.Create(element.Clone()),
        JsonValueKind.Undefined or JsonValueKind.Null => null,
        _ => JsonValue.Create(element.Clone()),
    };

    private static JsonValue? Scalar(object value, SchemaView? schema) => value switch
    {
        string text => JsonValue.Create(text),
        char character => JsonValue.Create(character.ToString()),
        bool boolean => JsonValue.Create(boolean),
        Enum member => JsonValue.Create(EnumText(member, schema)),
        int number => JsonValue.Create(number),
        long number => JsonValue.Create(number),
        decimal number => JsonValue.Create(number),
        double number => JsonValue.Create(number),
        float number => JsonValue.Create(number),
        Half number => JsonValue.Create((float)number),
        byte or sbyte or short or ushort => JsonValue.Create(Convert.ToInt32(value, CultureInfo.InvariantCulture)),
        uint number => JsonValue.Create(number),
        ulong number => JsonValue.Create(number),
        Int128 or UInt128 or BigInteger => JsonNode
            .Parse(((IFormattable)value).ToString(null, CultureInfo.InvariantCulture))!
            .AsValue(),
        Guid id => JsonValue.Create(id.ToString()),
        Uri uri => JsonValue.Create(uri.OriginalString),
        DateTimeOffset time => JsonValue.Create(TimeText(time, schema)),
        DateTime time => JsonValue.Create(TimeText(time, schema)),
        DateOnly date => JsonValue.Create(date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
        TimeOnly time => JsonValue.Create(time.ToString("HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture)),
        TimeSpan span => JsonValue.Create(XmlConvert.ToString(span)),
        byte[] bytes => JsonValue.Create(Convert.ToBase64String(bytes)),
        ReadOnlyMemory<byte> bytes => JsonValue.Create(Convert.ToBase64String(bytes.Span)),
        _ => null,
    };

    // ISO 8601, or only the date if the schema requires one (JSON Schema validation §7.3.1).
    private static string TimeText(IFormattable time, SchemaView? schema) => time.ToString(
        schema?.Format == "date" ? "yyyy-MM-dd" : "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", CultureInfo.InvariantCulture);

    // The names in .NET and in the schema often differ only in case.
    private static string EnumText(Enum member, SchemaView? schema)
    {
        var name = member.ToString();
        return schema?.Enum.FirstOrDefault(allowed => string.Equals(allowed, name, StringComparison.OrdinalIgnoreCase))
            ?? name;
    }
}
