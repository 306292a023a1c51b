using System.Text;
using System.Text.Unicode;

namespace Versori.Connectors.Generation.Reading;

/// <summary>Converts the bytes of a document to valid UTF-8 without a byte order mark.</summary>
internal static class DocumentText
{
    public static ReadOnlyMemory<byte> ToUtf8(ReadOnlyMemory<byte> content)
    {
        var bytes = content.Span;
        if (bytes is [0xEF, 0xBB, 0xBF, ..])
        {
            content = content[3..];
        }
        else if (bytes is [0xFF, 0xFE, ..])
        {
            return Encoding.UTF8.GetBytes(Encoding.Unicode.GetString(bytes[2..]));
        }
        else if (bytes is [0xFE, 0xFF, ..])
        {
            return Encoding.UTF8.GetBytes(Encoding.BigEndianUnicode.GetString(bytes[2..]));
        }

        // Invalid bytes, mostly Latin-1, occur in descriptions. They become replacement characters, so that the
        // document can be read.
        return Utf8.IsValid(content.Span) ? content : Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(content.Span));
    }
}
