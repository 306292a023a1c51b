using System.Text;
using System.Text.Json;

namespace Versori.Connectors.Generation.OpenApi;

/// <summary>
/// Reads the fields of operations and parameters that an outline has. As in the import, the last of equal names counts,
/// and values of the wrong type are ignored.
/// </summary>
internal static class OutlinedFields
{
    // No index looks at more of a text, or at more tags.
    private const int MaximumText = 4000, MaximumTags = 50;

    private static readonly string[] Names = ["path", "query", "header", "id", "limit", "page"];

    /// <summary>Reads an operation. The reader is at its beginning, and then at its end.</summary>
    public static void Read(ref Utf8JsonReader reader, OutlinedOperation operation)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (Is(ref reader, "operationId"u8)) operation.OperationId = Text(ref reader, int.MaxValue)?.Trim();
            else if (Is(ref reader, "summary"u8)) operation.Summary = Text(ref reader);
            else if (Is(ref reader, "description"u8)) operation.Description = Text(ref reader);
            else if (Is(ref reader, "tags"u8)) operation.Tags = Texts(ref reader);
            else if (Is(ref reader, "parameters"u8)) operation.Parameters = Parameters(ref reader);
            else if (Is(ref reader, "deprecated"u8)) operation.Deprecated = Flag(ref reader);
            else if (Is(ref reader, "security"u8)) operation.IsPublic = IsPublic(ref reader);
            else if (Is(ref reader, "callbacks"u8)) operation.HasCallbacks = IsObject(ref reader);
            else if (Is(ref reader, "x-versori-path"u8)) operation.OwnPath = Path(ref reader);
            else Skip(ref reader);
        }
    }

    /// <summary>Reads a list of parameters. The reader is at its beginning, and then at its end.</summary>
    public static List<OutlinedParameter> Parameters(ref Utf8JsonReader reader)
    {
        var parameters = new List<OutlinedParameter>();
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            reader.Skip();
            return parameters;
        }

        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType == JsonTokenType.StartObject) parameters.Add(Parameter(ref reader));
            else reader.Skip();
        }

        return parameters;
    }

    /// <summary>Reads a parameter. The reader is at its beginning, and then at its end.</summary>
    public static OutlinedParameter Parameter(ref Utf8JsonReader reader)
    {
        var parameter = default(OutlinedParameter);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (Is(ref reader, "name"u8)) parameter = parameter with { Name = Text(ref reader) };
            else if (Is(ref reader, "in"u8)) parameter = parameter with { In = Text(ref reader)?.ToLowerInvariant() };
            else if (Is(ref reader, "required"u8)) parameter = parameter with { Required = Flag(ref reader) };
            else if (Is(ref reader, "$ref"u8)) parameter = parameter with { Reference = Text(ref reader) };
            else Skip(ref reader);
        }

        return parameter;
    }

    /// <summary>Reads a text, and the beginning of a long one; <see langword="null"/> for other values.</summary>
    public static string? Text(ref Utf8JsonReader reader, int maximum = MaximumText)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                if (Known(ref reader) is { } known) return known;
                var text = reader.GetString()!;
                return text.Length > maximum ? text[..maximum] : text;
            case JsonTokenType.Number or JsonTokenType.True or JsonTokenType.False:
                return Encoding.UTF8.GetString(reader.ValueSpan);
            default:
                reader.Skip();
                return null;
        }
    }

    // Most parameters are called so.
    private static string? Known(ref Utf8JsonReader reader)
    {
        foreach (var known in Names)
        {
            if (reader.ValueTextEquals(known)) return known;
        }

        return null;
    }

    private static bool Is(ref Utf8JsonReader reader, ReadOnlySpan<byte> name)
    {
        if (!reader.ValueTextEquals(name)) return false;
        reader.Read();
        return true;
    }

    private static void Skip(ref Utf8JsonReader reader)
    {
        reader.Read();
        reader.Skip();
    }

    private static List<string> Texts(ref Utf8JsonReader reader)
    {
        var texts = new List<string>();
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            reader.Skip();
            return texts;
        }

        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (Text(ref reader) is { } text && texts.Count < MaximumTags) texts.Add(text);
        }

        return texts;
    }

    private static bool Flag(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.String) return bool.TryParse(reader.GetString(), out var flag) && flag;
        var isTrue = reader.TokenType == JsonTokenType.True;
        reader.Skip();
        return isTrue;
    }

    private static bool IsObject(ref Utf8JsonReader reader)
    {
        var isObject = reader.TokenType == JsonTokenType.StartObject;
        reader.Skip();
        return isObject;
    }

    // OpenAPI 3.1 §4.8.10: an empty list, or an empty requirement among others.
    private static bool IsPublic(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            reader.Skip();
            return false;
        }

        var (count, isPublic) = (0, false);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            count++;
            var depth = reader.CurrentDepth;
            if (reader.TokenType != JsonTokenType.StartObject)
            {
                reader.Skip();
                continue;
            }

            reader.Read();
            if (reader.TokenType == JsonTokenType.EndObject) isPublic = true;
            while (reader.CurrentDepth > depth) reader.Read();
        }

        return isPublic || count == 0;
    }

    // An export states the path of the endpoint where that of the document differs (ExtensionNames.Path).
    private static string? Path(ref Utf8JsonReader reader) =>
        reader.TokenType == JsonTokenType.String && Text(ref reader) is ['/', ..] path ? path : null;
}
