using System.Buffers;
using System.Text.Json;
using System.Text.Json.Nodes;
using Versori.Connectors.Authentication.Jwt;
using Versori.Connectors.Authentication.Keys;
using Base64Url = System.Buffers.Text.Base64Url;

namespace Versori.Connectors.Authentication.OAuth2;

/// <summary>Signed JWTs (RFC 7519) of the protocol's own: assertions and proofs are written, claims of tokens read.</summary>
internal static class CompactJws
{
    public static string Write(JsonObject header, JsonObject payload, SigningKey key, JwtAlgorithm algorithm)
    {
        header["alg"] = JwsCompact.NameOf(algorithm);
        return JwsCompact.Sign(key, algorithm, Bytes(header), Bytes(payload));
    }

    /// <summary>The payload of a token, unverified; <see langword="null"/> when it is not a JWT.</summary>
    public static JsonElement? ReadPayload(string token)
    {
        var parts = token.Split('.');
        if (parts.Length != 3) return null;
        try
        {
            using var document = JsonDocument.Parse(Base64Url.DecodeFromChars(parts[1]));
            return document.RootElement.ValueKind == JsonValueKind.Object ? document.RootElement.Clone() : null;
        }
        catch (Exception exception) when (exception is JsonException or FormatException)
        {
            return null;
        }
    }

    private static byte[] Bytes(JsonObject json)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer)) json.WriteTo(writer);
        return buffer.WrittenSpan.ToArray();
    }
}
