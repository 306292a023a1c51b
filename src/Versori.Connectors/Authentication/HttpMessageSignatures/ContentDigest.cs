using System.Security.Cryptography;

namespace Versori.Connectors.Authentication.HttpMessageSignatures;

/// <summary>The <c>Content-Digest</c> field (RFC 9530 §2).</summary>
internal static class ContentDigest
{
    public static string Of(ContentDigestAlgorithm algorithm, byte[] content) =>
        algorithm == ContentDigestAlgorithm.Sha256
            ? $"sha-256=:{Convert.ToBase64String(SHA256.HashData(content))}:"
            : $"sha-512=:{Convert.ToBase64String(SHA512.HashData(content))}:";
}
