using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Versori.Connectors.Authentication.OAuth2;

namespace Versori.Connectors.SignIn;

/// <summary>Proof Key for Code Exchange (RFC 7636).</summary>
internal static class Pkce
{
    /// <summary>Creates a verifier: 256 random bits as 43 characters (RFC 7636 §4.1).</summary>
    public static string? CreateVerifier(OAuth2Pkce pkce) => pkce == OAuth2Pkce.None ? null : RandomText.Create();

    /// <summary>Derives the challenge from the verifier (RFC 7636 §4.2).</summary>
    public static string Challenge(OAuth2Pkce pkce, string verifier) => pkce == OAuth2Pkce.Plain
        ? verifier
        : Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(verifier)));

    /// <summary>Returns the <c>code_challenge_method</c> (RFC 7636 §4.3).</summary>
    public static string MethodName(OAuth2Pkce pkce) => pkce == OAuth2Pkce.Plain ? "plain" : "S256";
}
