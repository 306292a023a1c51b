using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Versori.Connectors.Serialization;

/// <summary>JSON pointers (RFC 6901).</summary>
internal static class JsonPointer
{
    /// <summary>Appends a reference token to a pointer (RFC 6901 §3).</summary>
    public static string Append(string pointer, string token) => $"{pointer}/{Escape(token)}";

    /// <summary>Returns whether the text is a pointer (RFC 6901 §3): empty, or beginning with a slash.</summary>
    public static bool IsValid(string pointer) => pointer.Length == 0 || pointer[0] == '/';

    /// <summary>
    /// Returns the reference tokens of a pointer, unescaped (RFC 6901 §4); none for the empty pointer.
    /// </summary>
    public static IEnumerable<string> Tokens(string pointer) => pointer.Split('/').Skip(1).Select(Unescape);

    /// <summary>Unescapes a reference token (RFC 6901 §4: <c>~1</c> first, then <c>~0</c>).</summary>
    public static string Unescape(string token) =>
        token.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);

    /// <summary>Finds the value that a pointer refers to (RFC 6901 §4).</summary>
    public static bool TryFind(JsonElement root, string pointer, out JsonElement found)
    {
        found = root;
        if (pointer.Length == 0) return true;
        if (pointer[0] != '/') return false;
        foreach (var token in Tokens(pointer))
        {
            switch (found.ValueKind)
            {
                case JsonValueKind.Object when found.TryGetProperty(token, out var member):
                    found = member;
                    break;
                case JsonValueKind.Array when TryGetIndex(token, found.GetArrayLength(), out var index):
                    found = found[index];
                    break;
                default:
                    return false;
            }
        }

        return true;
    }

    /// <summary>Returns a text, number or boolean as text; <see langword="null"/> for any other value.</summary>
    public static string? Scalar(JsonElement value)
    {
        try
        {
            return value.ValueKind switch
            {
                JsonValueKind.String => value.GetString(),
                JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.GetRawText(),
                _ => null,
            };
        }
        catch (InvalidOperationException)
        {
            return null; // A lone surrogate, which a string cannot represent.
        }
    }

    /// <summary>Converts the serializer's path, such as <c>$.endpoints[2]['x.y']</c>, to a pointer.</summary>
    public static string FromPath(string? path)
    {
        var pointer = new StringBuilder();
        var rest = (path ?? "").AsSpan().TrimStart('$');
        while (!rest.IsEmpty)
        {
            ReadOnlySpan<char> token;
            if (rest.StartsWith("['"))
            {
                var end = rest.IndexOf("']");
                token = end < 0 ? rest[2..] : rest[2..end];
                rest = end < 0 ? default : rest[(end + 2)..];
            }
            else if (rest[0] == '[')
            {
                var end = rest.IndexOf(']');
                token = end < 0 ? rest[1..] : rest[1..end];
                rest = end < 0 ? default : rest[(end + 1)..];
            }
            else
            {
                rest = rest.TrimStart('.');
                var end = rest.IndexOfAny('.', '[');
                token = end < 0 ? rest : rest[..end];
                rest = end < 0 ? default : rest[end..];
            }

            pointer.Append('/').Append(Escape(token.ToString()));
        }

        return pointer.ToString();
    }

    private static string Escape(string token) =>
        token.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);

    // RFC 6901 §4: an index has no leading zeros.
    private static bool TryGetIndex(string token, int length, out int index)
    {
        var hasLeadingZero = token.Length > 1 && token[0] == '0';
        return int.TryParse(token, NumberStyles.None, CultureInfo.InvariantCulture, out index)
            && index < length
            && !hasLeadingZero;
    }
}
