using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using Versori.Connectors.Expressions;

namespace Versori.Connectors.Invocation;

/// <summary>
/// Writes a JSON body in one pass, from values that are certainly valid: JSON, dictionaries, lists and common scalars.
/// It declines everything else, which <see cref="BodyBuilder"/> then checks in full.
/// </summary>
internal static class PlainBody
{
    private const int MaximumDepth = 32;
    private const int MaximumKept = 64 * 1024;

    // Printable ASCII without the backslash. JSON of these alone, which a serializer wrote, is already what the writer
    // would write: it has no escape sequences, no line breaks and no indentation.
    private static readonly SearchValues<byte> Verbatim =
        SearchValues.Create(
            [.. Enumerable.Range(' ', '~' - ' ' + 1).Where(code => code != '\\').Select(code => (byte)code)]);

    [ThreadStatic]
    private static Buffer? _spare;

    /// <summary>Returns the JSON; <see langword="null"/> if the body is not certainly valid.</summary>
    /// <param name="body">The body as the caller passed it.</param>
    /// <param name="schema">The schema; <see langword="null"/> if the body has none, or is not checked.</param>
    public static byte[]? TryWrite(object body, PlainSchema? schema)
    {
        if (body is OwnJson { Element: { } element } && IsVerbatim(element, out var raw))
            return PlainElement.IsValid(element, schema, 0) ? raw.ToArray() : null;

        // A body may contain collections of the host, which could call an endpoint while they are read.
        var buffer = _spare ?? new();
        _spare = null;
        if (!TryWrite(buffer.Writer, body, schema, 0)) return null;
        buffer.Writer.Flush();
        var bytes = buffer.Bytes.WrittenSpan.ToArray();
        if (buffer.Bytes.Capacity > MaximumKept) return bytes;
        buffer.Clear();
        _spare = buffer;
        return bytes;
    }

    private static bool IsVerbatim(JsonElement element, out ReadOnlySpan<byte> raw)
    {
        raw = JsonMarshal.GetRawUtf8Value(element);
        return !raw.ContainsAnyExcept(Verbatim);
    }

    private static bool TryWrite(Utf8JsonWriter writer, object? value, PlainSchema? schema, int depth)
    {
        if (depth > MaximumDepth || (schema is not null && !schema.TryResolve(out schema))) return false;
        switch (value)
        {
            case null:
                if (schema?.AcceptsNull == false) return false;
                writer.WriteNullValue();
                return true;
            case string text:
                if (schema?.AcceptsText(text) == false || PositionEncoder.TextProblem(text) is not null) return false;
                writer.WriteStringValue(text);
                return true;
            case int number:
                if (schema?.AcceptsNumber(number, isWhole: true) == false) return false;
                writer.WriteNumberValue(number);
                return true;
            case long number:
                if (schema?.AcceptsNumber(number, isWhole: true) == false) return false;
                writer.WriteNumberValue(number);
                return true;
            case decimal number:
                if (schema?.AcceptsNumber(number, isWhole: false) == false) return false;
                writer.WriteNumberValue(number);
                return true;
            case double number:
                if (!double.IsFinite(number) || schema?.AcceptsDouble == false) return false;
                writer.WriteNumberValue(number);
                return true;
            case bool truth:
                if (schema?.AcceptsBoolean == false) return false;
                writer.WriteBooleanValue(truth);
                return true;
            case JsonElement element:
                return TryWriteElement(writer, element, schema, depth);
            case OwnJson own:
                return own.Element is { } made
                    ? TryWriteElement(writer, made, schema, depth)
                    : TryWrite(writer, own.Node, schema, depth);
            case JsonObject fields:
                return TryWriteObject(writer, fields, schema, depth);
            case JsonArray items:
                return TryWriteArray(writer, items, schema, depth);
            case JsonValue scalar:
                return TryWriteScalar(writer, scalar, schema, depth);
            case Dictionary<string, object?> fields:
                return TryWriteObject(writer, fields, schema, depth);
            case EndpointArguments fields:
                return TryWriteObject(writer, fields, schema, depth);
            case object?[] or List<object?> or List<string>:
                return TryWriteList(writer, (IReadOnlyList<object?>)value, schema, depth);
            default:
                return false;
        }
    }

    private static bool TryWriteElement(Utf8JsonWriter writer, JsonElement element, PlainSchema? schema, int depth)
    {
        if (!PlainElement.IsText(element) || !PlainElement.IsValid(element, schema, depth)) return false;
        element.WriteTo(writer);
        return true;
    }

    // Its own writer writes it as it was created.
    private static bool TryWriteScalar(Utf8JsonWriter writer, JsonValue scalar, PlainSchema? schema, int depth)
    {
        if (scalar.TryGetValue<JsonElement>(out var element)) return TryWriteElement(writer, element, schema, depth);
        var isAccepted = scalar.GetValueKind() switch
        {
            JsonValueKind.String => scalar.TryGetValue<string>(out var text)
                && schema?.AcceptsText(text) != false
                && PositionEncoder.TextProblem(text) is null,
            JsonValueKind.Number => schema is null || schema.AcceptsNumber(scalar),
            JsonValueKind.True or JsonValueKind.False => schema?.AcceptsBoolean != false,
            _ => false,
        };
        if (isAccepted) scalar.WriteTo(writer);
        return isAccepted;
    }

    private static bool TryWriteObject(Utf8JsonWriter writer, JsonObject fields, PlainSchema? schema, int depth)
    {
        var run = new PlainObject(schema);
        if (!run.IsAllowed) return false;
        writer.WriteStartObject();
        for (var i = 0; i < fields.Count; i++)
        {
            var (name, value) = fields.GetAt(i);
            if (!TryWriteField(writer, ref run, name, value, depth)) return false;
        }

        writer.WriteEndObject();
        return run.IsComplete;
    }

    private static bool TryWriteObject(
        Utf8JsonWriter writer, Dictionary<string, object?> fields, PlainSchema? schema, int depth)
    {
        var run = new PlainObject(schema);
        if (!run.IsAllowed) return false;
        writer.WriteStartObject();
        foreach (var (name, value) in fields)
        {
            if (!TryWriteField(writer, ref run, name, value, depth)) return false;
        }

        writer.WriteEndObject();
        return run.IsComplete;
    }

    private static bool TryWriteObject(Utf8JsonWriter writer, EndpointArguments fields, PlainSchema? schema, int depth)
    {
        var run = new PlainObject(schema);
        if (!run.IsAllowed) return false;
        writer.WriteStartObject();
        foreach (var (name, value) in fields.Items)
        {
            if (!TryWriteField(writer, ref run, name, value, depth)) return false;
        }

        writer.WriteEndObject();
        return run.IsComplete;
    }

    private static bool TryWriteField(
        Utf8JsonWriter writer, ref PlainObject run, string name, object? value, int depth)
    {
        if (!run.TryFind(name, out var schema) || PositionEncoder.TextProblem(name) is not null) return false;
        writer.WritePropertyName(name);
        return TryWrite(writer, value, schema, depth + 1);
    }

    private static bool TryWriteArray(Utf8JsonWriter writer, JsonArray items, PlainSchema? schema, int depth)
    {
        if (schema?.AcceptsArrays == false) return false;
        writer.WriteStartArray();
        for (var i = 0; i < items.Count; i++)
        {
            if (!TryWrite(writer, items[i], schema?.Items, depth + 1)) return false;
        }

        writer.WriteEndArray();
        return true;
    }

    private static bool TryWriteList(
        Utf8JsonWriter writer, IReadOnlyList<object?> items, PlainSchema? schema, int depth)
    {
        if (schema?.AcceptsArrays == false) return false;
        writer.WriteStartArray();
        for (var i = 0; i < items.Count; i++)
        {
            if (!TryWrite(writer, items[i], schema?.Items, depth + 1)) return false;
        }

        writer.WriteEndArray();
        return true;
    }

    /// <summary>A buffer that a thread uses for one body after another.</summary>
    private sealed class Buffer
    {
        public Buffer() => Writer = new(Bytes, RequestBodyWriter.Relaxed);

        public ArrayBufferWriter<byte> Bytes { get; } = new(1024);

        public Utf8JsonWriter Writer { get; }

        // The bytes are overwritten, because a body may be secret.
        public void Clear()
        {
            Bytes.Clear();
            Writer.Reset();
        }
    }
}
