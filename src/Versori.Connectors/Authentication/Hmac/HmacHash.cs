using System.Security.Cryptography;
using Base64Url = System.Buffers.Text.Base64Url;

namespace Versori.Connectors.Authentication.Hmac;

/// <summary>Computes and encodes keyed hashes (RFC 2104).</summary>
internal static class HmacHash
{
#pragma warning disable CA5350, CA5351 // Some external systems require SHA-1 or MD5.
    public static byte[] Compute(HmacAlgorithm algorithm, byte[] key, byte[] data) => algorithm switch
    {
        HmacAlgorithm.Sha256 => HMACSHA256.HashData(key, data),
        HmacAlgorithm.Sha384 => HMACSHA384.HashData(key, data),
        HmacAlgorithm.Sha512 => HMACSHA512.HashData(key, data),
        HmacAlgorithm.Sha1 => HMACSHA1.HashData(key, data),
        _ => HMACMD5.HashData(key, data),
    };
#pragma warning restore CA5350, CA5351

    public static string Encode(SignatureEncoding encoding, byte[] signature) => encoding switch
    {
        SignatureEncoding.Hex => Convert.ToHexStringLower(signature),
        SignatureEncoding.HexUpper => Convert.ToHexString(signature),
        SignatureEncoding.Base64 => Convert.ToBase64String(signature),
        _ => Base64Url.EncodeToString(signature),
    };
}
