using System.Buffers;
using System.Security;
using System.Text;
using System.Text.Encodings.Web;
using System.Xml;

namespace Versori.Connectors.Expressions;

/// <summary>Encodes a value for its position, or returns why the value is not allowed there.</summary>
internal static class PositionEncoder
{
    private static readonly SearchValues<char> Label =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");

    private static readonly SearchValues<char> HostCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.");

    // RFC 3986 §3.3: pchar, with the percent sign of characters that the author has encoded.
    private static readonly SearchValues<char> SegmentCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~!$&'()*+,;=:@%");

    private static readonly SearchValues<char> Printable =
        SearchValues.Create([.. Enumerable.Range(' ', '~' - ' ' + 1).Select(code => (char)code)]);

    private static readonly SearchValues<char> Surrogates =
        SearchValues.Create([.. Enumerable.Range(0xD800, 0x800).Select(code => (char)code)]);

    /// <summary>
    /// Appends the value. Returns the problem, which does not contain the value, or <see langword="null"/>.
    /// </summary>
    public static string? TryAppend(ref TextBuilder builder, string value, ValuePosition position)
    {
        switch (position)
        {
            case ValuePosition.HeaderValue:
                return HeaderProblem(value) ?? Append(ref builder, value);
            case ValuePosition.PathSegment:
            case ValuePosition.Query:
                return TextProblem(value) ?? AppendEncoded(ref builder, value, "%20");
            case ValuePosition.Form:
                return TextProblem(value) ?? AppendEncoded(ref builder, value, "+");
            case ValuePosition.JsonString:
                return TextProblem(value)
                    ?? Append(ref builder, JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(value));
            case ValuePosition.XmlText:
                return XmlProblem(value) ?? Append(ref builder, SecurityElement.Escape(value));
            case ValuePosition.HostLabel:
                return LabelProblem(value, "part of a host name") ?? Append(ref builder, value);
            case ValuePosition.AuthoredHostPart:
                return AuthoredHostProblem(value) ?? Append(ref builder, value);
            case ValuePosition.AuthoredPath:
                return TextProblem(value) ?? AppendKept(ref builder, value, SegmentCharacters);
            case ValuePosition.Host:
                return HostProblem(value) ?? Append(ref builder, value);
            case ValuePosition.Address:
                return AddressProblem(value) ?? Append(ref builder, value);
            case ValuePosition.Port:
                return PortProblem(value) ?? Append(ref builder, value);
            case ValuePosition.UrlStart:
                return UrlProblem(value, out var url) ?? Append(ref builder, url);
            default:
                return Append(ref builder, value);
        }
    }

    /// <summary>
    /// Returns why the text cannot be the value of a header (RFC 9110 §5.5), or <see langword="null"/>.
    /// </summary>
    public static string? HeaderProblem(string value)
    {
        var index = value.AsSpan().IndexOfAnyExcept(Printable);
        if (index < 0) return null;
        return char.IsControl(value[index])
            ? "The value has a line break or another control character, which is not allowed in a header. Remove it."
            : "The value has a character that is not ASCII, which is not allowed in a header. Encode it, for example "
                + "with base64 or urlEncode.";
    }

    /// <summary>
    /// Returns why the text cannot be written as UTF-8 without changing it, or <see langword="null"/>.
    /// </summary>
    public static string? TextProblem(string value)
    {
        var rest = value.AsSpan();
        for (var index = rest.IndexOfAny(Surrogates); index >= 0; index = rest.IndexOfAny(Surrogates))
        {
            if (Rune.DecodeFromUtf16(rest[index..], out _, out var consumed) != OperationStatus.Done)
                return "The value is not valid Unicode text: it has an unpaired surrogate.";
            rest = rest[(index + consumed)..];
        }

        return null;
    }

    /// <summary>Returns why the text cannot be content of XML, or <see langword="null"/>.</summary>
    public static string? XmlProblem(string value) => TextProblem(value)
        ?? (value.All(c => XmlConvert.IsXmlChar(c) || char.IsSurrogate(c))
            ? null
            : "The value has a control character, which is not allowed in XML. Remove it.");

    private static string? Append(ref TextBuilder builder, ReadOnlySpan<char> text)
    {
        builder.Append(text);
        return null;
    }

    private static string? AppendEncoded(ref TextBuilder builder, string value, string space)
    {
        PercentEncoding.Append(ref builder, value, PercentEncoding.Unreserved, space);
        return null;
    }

    private static string? AppendKept(ref TextBuilder builder, string value, SearchValues<char> kept)
    {
        PercentEncoding.Append(ref builder, value, kept, "%20");
        return null;
    }

    // The complete host is checked when the URL is complete.
    private static string? AuthoredHostProblem(string value) =>
        value.AsSpan().ContainsAnyExcept(HostCharacters) || value.Contains("..", StringComparison.Ordinal)
            ? "The value is not part of a host name: only letters, digits, '-', '_' and '.' are allowed."
            : null;

    private static string? LabelProblem(ReadOnlySpan<char> value, string expected)
    {
        if (value.IsEmpty) return $"The value is empty, but {expected} is required.";
        return value.ContainsAnyExcept(Label)
            ? $"The value is not {expected}: only letters, digits, '-' and '_' are allowed. Write an internationalized "
                + "name in its 'xn--' form."
            : null;
    }

    private static string? HostProblem(string value)
    {
        const string Expected = "a host name such as api.example.com";
        if (value.Length > 253) return "The value is longer than the 253 characters of a host name.";
        foreach (var label in value.AsSpan().Split('.'))
        {
            if (LabelProblem(value.AsSpan(label), Expected) is { } problem) return problem;
        }

        return null;
    }

    // RFC 3986 §3.2.2, §3.2.3 and §3.3. The path may have only characters that need no encoding.
    private static string? AddressProblem(string value)
    {
        var slash = value.IndexOf('/', StringComparison.Ordinal);
        var authority = slash < 0 ? value : value[..slash];
        var colon = authority.IndexOf(':', StringComparison.Ordinal);
        if (HostProblem(colon < 0 ? authority : authority[..colon]) is { } host) return host;
        if (colon >= 0 && PortProblem(authority[(colon + 1)..]) is { } port) return port;
        if (slash < 0) return null;
        return value[(slash + 1)..].Split('/').All(IsPlainSegment)
            ? null
            : "The path after the host has an empty segment, '.' or '..', or a character other than letters, digits, "
                + "'-', '.', '_' and '~'.";
    }

    private static bool IsPlainSegment(string segment) =>
        segment is not ("" or "." or "..") && !segment.AsSpan().ContainsAnyExcept(PercentEncoding.Unreserved);

    private static string? PortProblem(string value) =>
        value.Length is > 0 and <= 5 && !value.AsSpan().ContainsAnyExceptInRange('0', '9')
            && int.Parse(value, null) is > 0 and <= 65535
            ? null
            : "The value is not a port: a number from 1 to 65535.";

    private static string? UrlProblem(string value, out string url)
    {
        const string Problem = "The value is not a URL such as https://acme.example.com.";
        url = "";
        if (!value.StartsWith("https://", StringComparison.OrdinalIgnoreCase)
            && !value.StartsWith("http://", StringComparison.OrdinalIgnoreCase))
        {
            return $"{Problem} It must start with https:// or http://.";
        }

        // Browsers and servers treat backslashes differently. Leading and trailing spaces would be trimmed silently.
        if (value.AsSpan().ContainsAny(' ', '\\') || value.Any(char.IsControl))
            return $"{Problem} It has a space, a backslash or a control character.";
        if (value.AsSpan().ContainsAny('?', '#')) return $"{Problem} It must not have a query or a fragment.";
        var authority = value.AsSpan(value.IndexOf("//", StringComparison.Ordinal) + 2);
        if (authority.IndexOf('/') is >= 0 and var end) authority = authority[..end];
        if (authority.Contains('@')) return $"{Problem} It must not have a user name or password before the host.";
        if (authority.Contains('%')) return $"{Problem} Its host must not be percent-encoded.";
        if (!Uri.TryCreate(value, UriKind.Absolute, out var parsed) || parsed.Host.Length == 0) return Problem;
        url = parsed.GetLeftPart(UriPartial.Path);
        return null;
    }
}
