using System.Buffers.Text;

namespace Versori.Connectors.Authentication.OAuth2;

/// <summary>Creates unguessable texts.</summary>
internal static class RandomText
{
    /// <summary>
    /// Returns 256 random bits as 43 characters of base64url, as RFC 7636 §4.1 recommends for verifiers.
    /// </summary>
    public static string Create()
    {
        Span<byte> bytes = stackalloc byte[32];
        RandomValues.Fill(bytes);
        return Base64Url.EncodeToString(bytes);
    }
}
