using System.Text.Json;

namespace Versori.Connectors.Generation.Reading;

/// <summary>
/// Finds the location of a syntax error in JSON: the pointer of the current value, and the line number.
/// </summary>
internal static class JsonErrorLocator
{
    public static readonly JsonReaderOptions Options = new()
    {
        CommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        MaxDepth = DocumentParser.MaximumDepth,
    };

    public static ConnectorException Locate(ReadOnlySpan<byte> json, JsonException cause)
    {
        var reader = new Utf8JsonReader(json, Options);
        // For each open container: the token of the current member, and the next index of an array (-1 for an object).
        var path = new List<string?>();
        var indexes = new List<int>();
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType is JsonTokenType.PropertyName)
                {
                    path[^1] = reader.GetString();
                    continue;
                }

                if (reader.TokenType is JsonTokenType.EndObject or JsonTokenType.EndArray)
                {
                    path.RemoveAt(path.Count - 1);
                    indexes.RemoveAt(indexes.Count - 1);
                    continue;
                }

                if (indexes.Count > 0 && indexes[^1] >= 0) path[^1] = $"{indexes[^1]++}";
                if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
                {
                    path.Add(null);
                    indexes.Add(reader.TokenType is JsonTokenType.StartArray ? 0 : -1);
                }
            }
        }
        catch (JsonException exception)
        {
            cause = exception;
        }

        return DocumentErrors.Invalid(
            Pointer.Of(path.OfType<string>()),
            $"This is not valid JSON: {cause.Message}",
            (int?)cause.LineNumber + 1,
            cause);
    }
}
