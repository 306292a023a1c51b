using System.Buffers;
using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace Versori.Connectors.Webhooks;

/// <summary>
/// Encodes, decodes and compares signatures. Text that cannot be decoded is not a signature, and causes no exception.
/// </summary>
internal static class WebhookBytes
{
    private const int MaxSignatureLength = 512;

    /// <summary>
    /// Decodes a signature. Only the canonical text of the bytes is accepted, so that a modified text is never valid.
    /// </summary>
    public static bool TryDecode(string text, WebhookEncoding encoding, [NotNullWhen(true)] out byte[]? bytes)
    {
        bytes = null;
        if (text.Length is 0 or > MaxSignatureLength) return false;
        var buffer = new byte[text.Length];
        int written;
        var isDecoded = encoding switch
        {
            WebhookEncoding.Hex => Convert.FromHexString(text, buffer, out _, out written) == OperationStatus.Done,
            WebhookEncoding.Base64 => Convert.TryFromBase64String(text, buffer, out written),
            _ => TryFromBase64Url(text.TrimEnd('='), buffer, out written),
        };
        if (!isDecoded) return false;
        bytes = buffer[..written];
        if (encoding == WebhookEncoding.Hex) return true;
        return string.Equals(Encode(bytes, encoding).TrimEnd('='), text.TrimEnd('='), StringComparison.Ordinal);
    }

    public static string Encode(ReadOnlySpan<byte> bytes, WebhookEncoding encoding) => encoding switch
    {
        WebhookEncoding.Hex => Convert.ToHexStringLower(bytes),
        WebhookEncoding.Base64 => Convert.ToBase64String(bytes),
        _ => Base64Url.EncodeToString(bytes),
    };

    public static HashAlgorithmName Hash(WebhookAlgorithm algorithm) => algorithm switch
    {
        WebhookAlgorithm.Sha1 => HashAlgorithmName.SHA1,
        WebhookAlgorithm.Sha384 => HashAlgorithmName.SHA384,
        WebhookAlgorithm.Sha512 => HashAlgorithmName.SHA512,
        _ => HashAlgorithmName.SHA256,
    };

    public static byte[] Hmac(WebhookAlgorithm algorithm, byte[] key, IEnumerable<ReadOnlyMemory<byte>> content)
    {
        using var hash = IncrementalHash.CreateHMAC(Hash(algorithm), key);
        foreach (var piece in content) hash.AppendData(piece.Span);
        return hash.GetHashAndReset();
    }

    public static byte[] Sha256(IEnumerable<ReadOnlyMemory<byte>> content)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var piece in content) hash.AppendData(piece.Span);
        return hash.GetHashAndReset();
    }

    /// <summary>Compares values in constant time, without revealing their length.</summary>
    public static bool AreSame(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b) =>
        CryptographicOperations.FixedTimeEquals(SHA256.HashData(a), SHA256.HashData(b));

    /// <summary>Whether a presented value equals one of the secrets. All secrets are compared.</summary>
    public static bool IsOneOf(ReadOnlySpan<byte> presented, IReadOnlyList<Secret> secrets)
    {
        var found = false;
        foreach (var secret in secrets) found |= AreSame(presented, Encoding.UTF8.GetBytes(secret.Reveal()));
        return found;
    }

    private static bool TryFromBase64Url(string text, byte[] buffer, out int written) =>
        Base64Url.DecodeFromChars(text, buffer, out _, out written) == OperationStatus.Done;
}
