using System.Text.Json;
using System.Text.Unicode;

namespace Versori.Connectors.Http;

/// <summary>
/// Parses JSON from external systems. <see cref="JsonDocument"/> validates the bytes of a string only when the string
/// is read, and then throws an exception of another type. This class validates all strings at once.
/// </summary>
internal static class UntrustedJson
{
    /// <summary>
    /// The document, or <see langword="null"/> if it is not JSON or if a name or string in it is not valid Unicode
    /// text.
    /// </summary>
    public static JsonDocument? Parse(ReadOnlyMemory<byte> bytes)
    {
        // RFC 8259 §8.1: a byte order mark may be ignored. Some systems write one.
        if (bytes.Span is [0xEF, 0xBB, 0xBF, ..]) bytes = bytes[3..];
        if (!Utf8.IsValid(bytes.Span)) return null;
        try
        {
            var document = JsonDocument.Parse(bytes);
            if (!MayHaveUnpairedSurrogates(bytes.Span) || AreStringsValid(bytes.Span)) return document;
            document.Dispose();
            return null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    // RFC 8259 §8.2: the grammar allows unpaired surrogates such as \ud800, which represent no character.
    private static bool MayHaveUnpairedSurrogates(ReadOnlySpan<byte> bytes) =>
        bytes.IndexOf("\\ud"u8) >= 0 || bytes.IndexOf("\\uD"u8) >= 0;

    private static bool AreStringsValid(ReadOnlySpan<byte> bytes)
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
