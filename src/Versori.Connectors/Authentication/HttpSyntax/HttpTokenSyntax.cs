using System.Buffers;

namespace Versori.Connectors.Authentication;

/// <summary>
/// The <c>token</c> syntax of HTTP (RFC 9110 §5.6.2), which the names of headers, cookies and auth schemes follow.
/// </summary>
internal static class HttpTokenSyntax
{
    private static readonly SearchValues<char> TokenCharacters =
        SearchValues.Create("!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    public static bool IsToken(string text) => text.Length > 0 && !text.AsSpan().ContainsAnyExcept(TokenCharacters);
}
