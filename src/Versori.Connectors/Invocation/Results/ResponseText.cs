using System.Net.Http.Headers;
using System.Text;

namespace Versori.Connectors.Invocation;

/// <summary>Decodes the text of an answer.</summary>
internal static class ResponseText
{
    public static string Decode(ReadOnlySpan<byte> content, string? contentType)
    {
        var encoding = Charset(contentType) ?? Encoding.UTF8;

        // WHATWG Encoding §6: a byte order mark wins over what the headers say.
        foreach (var marked in (ReadOnlySpan<Encoding>)[Encoding.UTF8, Encoding.Unicode, Encoding.BigEndianUnicode])
        {
            if (content.StartsWith(marked.Preamble)) return marked.GetString(content[marked.Preamble.Length..]);
        }

        return encoding.GetString(content);
    }

    private static Encoding? Charset(string? contentType)
    {
        if (!MediaTypeHeaderValue.TryParse(contentType, out var type) || type.CharSet?.Trim('"') is not { Length: > 0 } name) return null;
        try
        {
            // Windows-1252 and its like are answered by many older systems and are not among .NET's own.
            return CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name);
        }
        catch (ArgumentException)
        {
            return null; // An unknown name: UTF-8 is the likeliest.
        }
    }
}
