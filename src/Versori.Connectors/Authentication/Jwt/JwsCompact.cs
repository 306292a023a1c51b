using System.Text;
using Versori.Connectors.Authentication.Keys;
using Base64Url = System.Buffers.Text.Base64Url;

namespace Versori.Connectors.Authentication.Jwt;

/// <summary>
/// The compact serialization of a signed JWT (RFC 7515 §3.1, §7.1). Written by hand: it is three lines, and the keys that
/// sign it sign HTTP messages too.
/// </summary>
internal static class JwsCompact
{
    /// <summary>Signs a header and a payload, both UTF-8 JSON; the header names the algorithm.</summary>
    public static string Sign(SigningKey key, JwtAlgorithm algorithm, ReadOnlySpan<byte> header, ReadOnlySpan<byte> payload)
    {
        var input = $"{Base64Url.EncodeToString(header)}.{Base64Url.EncodeToString(payload)}";
        return $"{input}.{Base64Url.EncodeToString(key.Sign(algorithm, Encoding.ASCII.GetBytes(input)))}";
    }

    /// <summary>The algorithm's name in headers (<c>alg</c>, RFC 7518 §3.1).</summary>
    public static string NameOf(JwtAlgorithm algorithm) => algorithm == JwtAlgorithm.EdDsa ? "EdDSA" : algorithm.ToString();
}
