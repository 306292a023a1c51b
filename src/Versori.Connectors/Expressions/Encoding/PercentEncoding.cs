using System.Buffers;
using System.Text;

namespace Versori.Connectors.Expressions;

/// <summary>Percent-encoding (RFC 3986 §2.1) of the UTF-8 form of text.</summary>
internal static class PercentEncoding
{
    private const string UnreservedText = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";

    /// <summary>The unreserved characters (RFC 3986 §2.3).</summary>
    public static readonly SearchValues<char> Unreserved = SearchValues.Create(UnreservedText);

    /// <summary>
    /// The characters that are allowed in a query (RFC 3986 §3.4), except <c>&amp;</c>, <c>;</c> and <c>+</c>, which
    /// servers interpret as the end of a parameter or as a space.
    /// </summary>
    public static readonly SearchValues<char> UnreservedOrReserved =
        SearchValues.Create(UnreservedText + ":/?@!$'()*,=");

    // RFC 3986 §3.3: the characters that a segment may contain unencoded.
    private static readonly SearchValues<char> SegmentCharacters =
        SearchValues.Create(UnreservedText + "!$&'()*+,;=:@");

    public static string Encode(string value) => Encode(value, Unreserved);

    /// <summary>
    /// Returns the value as one path segment, with as few encoded characters as possible: some servers compare
    /// credentials in the path without decoding them.
    /// </summary>
    public static string EncodeSegment(string value) => Encode(value, SegmentCharacters);

    public static string Encode(string value, SearchValues<char> kept)
    {
        if (!value.AsSpan().ContainsAnyExcept(kept)) return value;
        var builder = new TextBuilder(stackalloc char[256]);
        try
        {
            Append(ref builder, value, kept, "%20");
            return builder.ToString();
        }
        finally
        {
            builder.Dispose();
        }
    }

    /// <summary>Appends the encoded value. A space is replaced with <paramref name="space"/>.</summary>
    public static void Append(
        ref TextBuilder builder, scoped ReadOnlySpan<char> value, SearchValues<char> kept, string space)
    {
        Span<byte> utf8 = stackalloc byte[4];
        while (!value.IsEmpty)
        {
            var clean = value.IndexOfAnyExcept(kept);
            if (clean < 0) clean = value.Length;
            builder.Append(value[..clean]);
            value = value[clean..];
            if (value.IsEmpty) return;

            if (value[0] == ' ')
            {
                builder.Append(space);
                value = value[1..];
                continue;
            }

            // An unpaired surrogate becomes U+FFFD, as in all UTF-8 that .NET writes.
            Rune.DecodeFromUtf16(value, out var rune, out var consumed);
            foreach (var octet in utf8[..rune.EncodeToUtf8(utf8)])
            {
                builder.Append('%');
                builder.Append(Digit(octet >> 4));
                builder.Append(Digit(octet & 0xF));
            }

            value = value[consumed..];
        }
    }

    // RFC 3986 §2.1: producers should use uppercase digits.
    private static char Digit(int value) => (char)(value < 10 ? '0' + value : 'A' + value - 10);
}
