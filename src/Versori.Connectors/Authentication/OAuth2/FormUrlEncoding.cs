namespace Versori.Connectors.Authentication.OAuth2;

/// <summary>
/// Encodes <c>application/x-www-form-urlencoded</c> as RFC 6749 Appendix B defines it: a space becomes <c>+</c>.
/// </summary>
internal static class FormUrlEncoding
{
    public static string Encode(string value) =>
        Uri.EscapeDataString(value).Replace("%20", "+", StringComparison.Ordinal);
}
