using System.Text.Json.Nodes;

namespace Versori.Connectors.AI.Calling;

/// <summary>Reads files that a model gives as data URLs with base64 (RFC 2397).</summary>
internal static class DataUrl
{
    private const string Scheme = "data:", Encoding = ";base64,";

    /// <summary>Returns the file; <see langword="null"/> if the value is none.</summary>
    public static (byte[] Bytes, string? Type)? Read(JsonNode? value) =>
        value is JsonValue scalar && scalar.TryGetValue<string>(out var text) ? Read(text) : null;

    /// <summary>Returns the file; <see langword="null"/> if the text is none.</summary>
    public static (byte[] Bytes, string? Type)? Read(string text)
    {
        if (!text.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)) return null;
        var at = text.IndexOf(Encoding, StringComparison.OrdinalIgnoreCase);
        if (at < 0) return null;
        var content = text.AsSpan(at + Encoding.Length);
        var bytes = new byte[(content.Length / 4 * 3) + 3];
        if (!Convert.TryFromBase64Chars(content, bytes, out var length)) return null;
        var type = text[Scheme.Length..at];
        return (bytes[..length], type.Length == 0 ? null : type);
    }
}
