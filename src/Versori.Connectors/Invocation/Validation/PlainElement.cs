using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Unicode;

namespace Versori.Connectors.Invocation;

/// <summary>Compares JSON that is in memory as bytes with its schema, without reading it into objects.</summary>
internal static class PlainElement
{
    private const int MaximumDepth = 32;

    // Names that the schema does not have are compared with all names before them.
    private const int MaximumOthers = 32;

    /// <summary>
    /// Whether all text in a value is certainly valid Unicode: no invalid bytes, and no escape sequence of a surrogate,
    /// which could be unpaired.
    /// </summary>
    public static bool IsText(JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Undefined) return false;
        var raw = JsonMarshal.GetRawUtf8Value(value);
        return Utf8.IsValid(raw) && raw.IndexOf("\\ud"u8) < 0 && raw.IndexOf("\\uD"u8) < 0;
    }

    /// <summary>Whether a value is certainly valid.</summary>
    /// <param name="value">The value, whose text is valid.</param>
    /// <param name="schema">The schema; <see langword="null"/> if any value is valid.</param>
    /// <param name="depth">The depth of the value.</param>
    public static bool IsValid(JsonElement value, PlainSchema? schema, int depth)
    {
        if (depth > MaximumDepth || (schema is not null && !schema.TryResolve(out schema))) return false;
        return value.ValueKind switch
        {
            JsonValueKind.Object => IsValidObject(value, schema, depth),
            JsonValueKind.Array => IsValidArray(value, schema, depth),
            JsonValueKind.String => schema is null || IsValidText(value, schema),
            JsonValueKind.Number => schema is null || IsValidNumber(value, schema),
            JsonValueKind.True or JsonValueKind.False => schema?.AcceptsBoolean != false,
            JsonValueKind.Null => schema?.AcceptsNull != false,
            _ => false,
        };
    }

    private static bool IsValidObject(JsonElement value, PlainSchema? schema, int depth)
    {
        if (schema?.AcceptsObjects == false) return false;
        ulong found = 0;
        var (next, position) = (0, 0);
        foreach (var property in value.EnumerateObject())
        {
            PlainSchema? below = null;
            if (schema?.Find(property, ref next) is { } known)
            {
                // A name that occurs twice is left to the full check.
                if ((found & known.Bit) != 0) return false;
                found |= known.Bit;
                below = known.Schema;
            }
            else if (schema?.IsClosed == true || !IsNew(value, property, position))
            {
                return false;
            }

            if (!IsValid(property.Value, below, depth + 1)) return false;
            position++;
        }

        return schema is null || (found & schema.Required) == schema.Required;
    }

    private static bool IsNew(JsonElement value, JsonProperty property, int position)
    {
        if (position >= MaximumOthers) return false;
        var name = JsonMarshal.GetRawUtf8PropertyName(property);
        if (name.Contains((byte)'\\')) return false;
        foreach (var before in value.EnumerateObject())
        {
            if (position-- == 0) return true;
            if (before.NameEquals(name)) return false;
        }

        return true;
    }

    private static bool IsValidArray(JsonElement value, PlainSchema? schema, int depth)
    {
        if (schema?.AcceptsArrays == false) return false;
        var below = schema?.Items;
        foreach (var item in value.EnumerateArray())
        {
            if (!IsValid(item, below, depth + 1)) return false;
        }

        return true;
    }

    // The raw value has two quotation marks.
    private static bool IsValidText(JsonElement value, PlainSchema schema) => schema.TextNeedsValue
        ? schema.AcceptsText(value.GetString()!)
        : schema.AcceptsAnyText && (!schema.NeedsSomeText || JsonMarshal.GetRawUtf8Value(value).Length > 2);

    private static bool IsValidNumber(JsonElement value, PlainSchema schema) => value.TryGetInt64(out var whole)
        ? schema.AcceptsNumber(whole, isWhole: true)
        : value.TryGetDecimal(out var number) && schema.AcceptsNumber(number, isWhole: false);
}
