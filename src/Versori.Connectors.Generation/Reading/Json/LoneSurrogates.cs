using System.Globalization;
using System.Text;

namespace Versori.Connectors.Generation.Reading;

/// <summary>
/// Replaces escapes of lone surrogates (<c>\ud800</c>) with U+FFFD. JSON allows them (RFC 8259 §8.2), but they are not
/// valid text, and reading such a string would fail later.
/// </summary>
internal static class LoneSurrogates
{
    /// <summary>Encodes JSON, without lone surrogates of either kind: as they are, and as escapes.</summary>
    public static ReadOnlyMemory<byte> ToUtf8(string json) => Replace(Encoding.UTF8.GetBytes(json));

    public static ReadOnlyMemory<byte> Replace(ReadOnlyMemory<byte> json)
    {
        if (json.Span.IndexOf("\\ud"u8) < 0 && json.Span.IndexOf("\\uD"u8) < 0) return json;
        var bytes = json.ToArray();
        for (var i = 0; i < bytes.Length - 1; i++)
        {
            if (bytes[i] != '\\') continue;
            if (CodeUnit(bytes, i) is not { } unit)
            {
                i++;
            }
            else if (char.IsHighSurrogate(unit) && CodeUnit(bytes, i + 6) is { } next && char.IsLowSurrogate(next))
            {
                i += 11;
            }
            else
            {
                if (char.IsSurrogate(unit)) "fffd"u8.CopyTo(bytes.AsSpan(i + 2));
                i += 5;
            }
        }

        return bytes;
    }

    private static char? CodeUnit(byte[] bytes, int at)
    {
        var isEscape = at + 6 <= bytes.Length && bytes[at] == '\\' && bytes[at + 1] == 'u';
        if (!isEscape) return null;
        var digits = bytes.AsSpan(at + 2, 4);
        return ushort.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit)
            ? (char)unit
            : null;
    }
}
