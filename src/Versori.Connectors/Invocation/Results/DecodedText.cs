using System.Buffers;
using System.Text;

namespace Versori.Connectors.Invocation;

/// <summary>
/// Text with its escapes decoded, as UTF-8, with the position of each byte in the original text. Escapes are decoded
/// one by one, so that it does not matter which characters the writer encoded, or in which case.
/// </summary>
/// <param name="Bytes">The decoded text.</param>
/// <param name="Starts">Where each byte begins in the original text, and at the end the length of that text.</param>
internal readonly record struct DecodedText(byte[] Bytes, int[] Starts)
{
    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdefABCDEF");

    /// <summary>Decodes percent-encoding (RFC 3986 §2.1) and, in forms, a plus for a space.</summary>
    public static DecodedText? Percent(string text, bool isForm) =>
        text.Contains('%', StringComparison.Ordinal) || (isForm && text.Contains('+', StringComparison.Ordinal))
            ? Decode(text, (rest, into) => ReadPercent(rest, isForm, into))
            : null;

    /// <summary>Decodes the escapes of JSON strings (RFC 8259 §7).</summary>
    public static DecodedText? Json(string text) =>
        text.Contains('\\', StringComparison.Ordinal) ? Decode(text, ReadJson) : null;

    /// <summary>Decodes percent-encoding that was applied to text which is percent-encoded already.</summary>
    public DecodedText PercentAgain()
    {
        var bytes = new List<byte>(Bytes.Length);
        var starts = new List<int>(Starts.Length);
        for (var i = 0; i < Bytes.Length; i++)
        {
            starts.Add(Starts[i]);
            var isEncoded = Bytes[i] == '%' && i + 2 < Bytes.Length
                && char.IsAsciiHexDigit((char)Bytes[i + 1]) && char.IsAsciiHexDigit((char)Bytes[i + 2]);
            bytes.Add(isEncoded ? Convert.ToByte($"{(char)Bytes[i + 1]}{(char)Bytes[i + 2]}", 16) : Bytes[i]);
            if (isEncoded) i += 2;
        }

        starts.Add(Starts[^1]);
        return new([.. bytes], [.. starts]);
    }

    // The function reads one character or escape, adds its bytes, and returns its length.
    private static DecodedText Decode(string text, Func<string, List<byte>, Func<int, int>> reader)
    {
        var bytes = new List<byte>(text.Length);
        var starts = new List<int>(text.Length + 1);
        var read = reader(text, bytes);
        for (var position = 0; position < text.Length;)
        {
            var count = bytes.Count;
            var length = read(position);
            for (; count < bytes.Count; count++) starts.Add(position);
            position += length;
        }

        starts.Add(text.Length);
        return new([.. bytes], [.. starts]);
    }

    private static Func<int, int> ReadPercent(string text, bool isForm, List<byte> into) => position =>
    {
        if (text[position] == '%' && IsHex(text, position + 1, 2))
        {
            into.Add(Convert.ToByte(text.Substring(position + 1, 2), 16));
            return 3;
        }

        if (!isForm || text[position] != '+') return ReadCharacter(text, position, into);
        into.Add((byte)' ');
        return 1;
    };

    private static Func<int, int> ReadJson(string text, List<byte> into) => position =>
    {
        if (text[position] != '\\' || position + 1 == text.Length) return ReadCharacter(text, position, into);
        if (text[position + 1] == 'u' && IsHex(text, position + 2, 4)) return ReadUnicode(text, position, into);
        var character = text[position + 1] switch
        {
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            'b' => '\b',
            'f' => '\f',
            var other => other,
        };
        if (!char.IsAscii(character)) return ReadCharacter(text, position, into);
        into.Add((byte)character);
        return 2;
    };

    private static int ReadUnicode(string text, int position, List<byte> into)
    {
        const int Length = 6;
        var first = (char)Convert.ToUInt16(text.Substring(position + 2, 4), 16);
        var isPair = char.IsHighSurrogate(first) && position + Length + 1 < text.Length
            && text[position + Length] == '\\' && text[position + Length + 1] == 'u'
            && IsHex(text, position + Length + 2, 4);
        string decoded = isPair
            ? new([first, (char)Convert.ToUInt16(text.Substring(position + Length + 2, 4), 16)])
            : first.ToString();
        into.AddRange(Encoding.UTF8.GetBytes(decoded));
        return isPair ? 2 * Length : Length;
    }

    private static int ReadCharacter(string text, int position, List<byte> into)
    {
        Rune.DecodeFromUtf16(text.AsSpan(position), out var rune, out var consumed);
        Span<byte> utf8 = stackalloc byte[4];
        into.AddRange(utf8[..rune.EncodeToUtf8(utf8)]);
        return consumed;
    }

    private static bool IsHex(string text, int start, int length) =>
        start + length <= text.Length && text.AsSpan(start, length).IndexOfAnyExcept(HexDigits) < 0;
}
