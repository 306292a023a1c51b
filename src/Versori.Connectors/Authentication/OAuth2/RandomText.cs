using System.Buffers.Text;
using System.Security.Cryptography;

namespace Versori.Connectors.Authentication.OAuth2;

/// <summary>Creates unguessable texts.</summary>
internal static class RandomText
{
    /// <summary>
    /// Returns 256 random bits as 43 characters of base64url, as RFC 7636 §4.1 recommends for verifiers.
    /// </summary>
    public static string Create() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
}
