using System.Net.Http.Headers;
using System.Text;
using System.Text.Unicode;

namespace Versori.Connectors.Invocation;

/// <summary>Decodes the text of a response.</summary>
internal static class ResponseText
{
    public static string Decode(ReadOnlySpan<byte> content, string? contentType)
    {
        var encoding = Charset(contentType) ?? Encoding.UTF8;

        // WHATWG Encoding §6: a byte order mark takes precedence over the headers.
        foreach (var marked in (ReadOnlySpan<Encoding>)[Encoding.UTF8, Encoding.Unicode, Encoding.BigEndianUnicode])
        {
            if (content.StartsWith(marked.Preamble)) return marked.GetString(content[marked.Preamble.Length..]);
        }

        return encoding.GetString(content);
    }

    /// <summary>
    /// Returns content that is valid UTF-8 as it is, without its byte order mark; otherwise decodes it and encodes it
    /// as UTF-8.
    /// </summary>
    public static ReadOnlySpan<byte> ToUtf8(ReadOnlySpan<byte> content, string? contentType)
    {
        var hasMark = content.StartsWith(Encoding.UTF8.Preamble);
        if (!(hasMark || Charset(contentType) is null or UTF8Encoding) || !Utf8.IsValid(content))
            return Encoding.UTF8.GetBytes(Decode(content, contentType));
        return hasMark ? content[Encoding.UTF8.Preamble.Length..] : content;
    }

    private static Encoding? Charset(string? contentType)
    {
        // The name of an encoding is a parameter.
        if (contentType?.Contains(';', StringComparison.Ordinal) != true) return null;
        if (!MediaTypeHeaderValue.TryParse(contentType, out var type)) return null;
        if (type.CharSet?.Trim('"') is not { Length: > 0 } name) return null;
        try
        {
            // Many older systems use Windows-1252 and similar encodings, which .NET does not include by default.
            return CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name);
        }
        catch (ArgumentException)
        {
            return null; // The encoding is unknown. UTF-8 is the most likely one.
        }
    }
}
