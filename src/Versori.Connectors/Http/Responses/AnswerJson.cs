using System.Text.Json;
using System.Text.Unicode;

namespace Versori.Connectors.Http;

/// <summary>
/// Parses JSON that came from outside. <see cref="JsonDocument"/> looks at the bytes of a text only when the text is read,
/// and then fails in a way of its own; here what is not Unicode text is no JSON, once and for all.
/// </summary>
internal static class AnswerJson
{
    /// <summary>The document; <see langword="null"/> when it is not JSON, or a name or text in it is not Unicode text.</summary>
    public static JsonDocument? Parse(ReadOnlyMemory<byte> bytes)
    {
        // RFC 8259 §8.1: a byte order mark may be ignored, and some systems write one.
        if (bytes.Span is [0xEF, 0xBB, 0xBF, ..]) bytes = bytes[3..];
        if (!Utf8.IsValid(bytes.Span)) return null;
        try
        {
            var document = JsonDocument.Parse(bytes);
            if (!MayHaveHalfCharacters(bytes.Span) || IsText(bytes.Span)) return document;
            document.Dispose();
            return null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    // RFC 8259 §8.2: \ud800 and its like are allowed by the grammar, and stand for no character unless two belong together.
    private static bool MayHaveHalfCharacters(ReadOnlySpan<byte> bytes) => bytes.IndexOf("\\ud"u8) >= 0 || bytes.IndexOf("\\uD"u8) >= 0;

    private static bool IsText(ReadOnlySpan<byte> bytes)
    {
        var reader = new Utf8JsonReader(bytes);
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName) _ = reader.GetString();
            }

            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}
