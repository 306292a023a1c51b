namespace Versori.Connectors.Generation.Reading;

/// <summary>JSON pointers (RFC 6901).</summary>
internal static class Pointer
{
    public static string Append(string pointer, string token) => string.Concat(pointer, "/", Escape(token));

    public static string Of(IEnumerable<string> tokens) => string.Concat(tokens.Select(token => "/" + Escape(token)));

    /// <summary>Returns the tokens of a pointer, unescaped (RFC 6901 §4: <c>~1</c> first, then <c>~0</c>).</summary>
    public static IEnumerable<string> Tokens(string pointer) =>
        pointer.Split('/').Skip(1).Select(Unescape);

    private static string Unescape(string token) =>
        token.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);

    public static string Escape(string token) =>
        token.AsSpan().IndexOfAny('~', '/') < 0
            ? token
            : token.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);
}
