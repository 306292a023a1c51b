using System.Text.Json;
using Versori.Connectors.Generation.Reading;

namespace Versori.Connectors.Generation.OpenApi;

/// <summary>Finds what a part of a document refers to within the document.</summary>
internal static class PartReferences
{
    /// <summary>
    /// Returns all texts that may be references: those of <c>$ref</c>, those that look like one, and the values of a
    /// discriminator's mapping, which may be names of schemas (OpenAPI 3.1 §4.8.25).
    /// </summary>
    public static IEnumerable<string> Find(ReadOnlyMemory<byte> json)
    {
        var text = json.Span;
        var mayRefer = text.IndexOf("#/"u8) >= 0 || text.IndexOf("\"$ref\""u8) >= 0 || text.IndexOf("mapping"u8) >= 0
            || text.IndexOf("\\u"u8) >= 0;
        return mayRefer ? Read(text) : [];
    }

    private static HashSet<string> Read(ReadOnlySpan<byte> text)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        var reader = new Utf8JsonReader(text, JsonErrorLocator.Options);
        var (mapping, isReference, isMapping) = (-1, false, false);
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.PropertyName:
                    isReference = reader.ValueTextEquals("$ref"u8);
                    isMapping = reader.ValueTextEquals("mapping"u8);
                    continue;
                case JsonTokenType.StartObject when isMapping && mapping < 0:
                    mapping = reader.CurrentDepth;
                    break;
                case JsonTokenType.EndObject when reader.CurrentDepth == mapping:
                    mapping = -1;
                    break;
                case JsonTokenType.String when isReference || mapping >= 0 || MayBeReference(ref reader):
                    found.Add(reader.GetString()!);
                    break;
            }

            isReference = false;
            isMapping = false;
        }

        return found;
    }

    private static bool MayBeReference(ref Utf8JsonReader reader) =>
        reader.ValueIsEscaped || reader.ValueSpan.StartsWith("#/"u8);
}
