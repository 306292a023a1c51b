using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Versori.Connectors.Authentication.Keys;
using Versori.Connectors.Http;
using Base64Url = System.Buffers.Text.Base64Url;

namespace Versori.Connectors.Authentication.Jwt;

/// <summary>
/// The compact serialization of a signed JWT (RFC 7515 §3.1, §7.1). It is implemented here instead of by a library
/// because it is three lines, and because the same keys also sign HTTP messages.
/// </summary>
internal static class JwsCompact
{
    /// <summary>Signs a header and a payload, both UTF-8 JSON. The header must contain the algorithm.</summary>
    public static string Sign(
        SigningKey key, JwtAlgorithm algorithm, ReadOnlySpan<byte> header, ReadOnlySpan<byte> payload)
    {
        var input = $"{Base64Url.EncodeToString(header)}.{Base64Url.EncodeToString(payload)}";
        return $"{input}.{Base64Url.EncodeToString(key.Sign(algorithm, Encoding.ASCII.GetBytes(input)))}";
    }

    /// <summary>Adds the algorithm to a header, and signs the header and a payload.</summary>
    public static string Sign(SigningKey key, JwtAlgorithm algorithm, JsonObject header, JsonObject payload)
    {
        header["alg"] = NameOf(algorithm);
        return Sign(key, algorithm, Bytes(header), Bytes(payload));
    }

    /// <summary>Returns the algorithm's name in headers (<c>alg</c>, RFC 7518 §3.1).</summary>
    public static string NameOf(JwtAlgorithm algorithm) =>
        algorithm == JwtAlgorithm.EdDsa ? "EdDSA" : algorithm.ToString();

    /// <summary>
    /// Returns the payload of a token without verifying it; <see langword="null"/> when the token is not a JWT.
    /// </summary>
    public static JsonElement? ReadPayload(string token)
    {
        var parts = token.Split('.');
        if (parts.Length != 3) return null;
        try
        {
            using var document = UntrustedJson.Parse(Base64Url.DecodeFromChars(parts[1]));
            return document?.RootElement is { ValueKind: JsonValueKind.Object } claims ? claims.Clone() : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static ReadOnlySpan<byte> Bytes(JsonObject json)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer)) json.WriteTo(writer);
        return buffer.WrittenSpan;
    }
}
