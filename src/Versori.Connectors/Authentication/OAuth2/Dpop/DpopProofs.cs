using System.Buffers.Text;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Versori.Connectors.Authentication.Jwt;

namespace Versori.Connectors.Authentication.OAuth2;

/// <summary>Creates proofs of possession of a key, one for each request (RFC 9449 §4).</summary>
internal sealed class DpopProofs(TimeProvider time)
{
    public const string Header = "DPoP";
    public const string NonceClaim = "nonce";

    /// <summary>Creates a proof (RFC 9449 §4.2).</summary>
    /// <param name="key">The key.</param>
    /// <param name="httpMethod">The request's method (<c>htm</c>).</param>
    /// <param name="url">The request's URL; query and fragment are left out (<c>htu</c>).</param>
    /// <param name="nonce">The nonce that the server provided (RFC 9449 §8).</param>
    /// <param name="accessToken">The token that is sent with the proof, for its hash (<c>ath</c>).</param>
    public string Create(DpopKey key, string httpMethod, Uri url, string? nonce = null, string? accessToken = null)
    {
        var payload = new JsonObject
        {
            ["jti"] = RandomText.Create(),
            ["htm"] = httpMethod,
            ["htu"] = url.GetLeftPart(UriPartial.Path),
            ["iat"] = time.GetUtcNow().ToUnixTimeSeconds(),
        };
        if (accessToken is not null) payload["ath"] = Hash(accessToken);
        if (nonce is not null) payload[NonceClaim] = nonce;
        var header = new JsonObject { ["typ"] = "dpop+jwt", ["jwk"] = JsonNode.Parse(key.Key.PublicJwk!) };
        return JwsCompact.Sign(key.Key, JwtAlgorithm.ES256, header, payload);
    }

    /// <summary>Returns the nonce that a response provides (RFC 9449 §8).</summary>
    public static string? Nonce(HttpResponseHeaders headers)
    {
        if (!headers.NonValidated.TryGetValues("DPoP-Nonce", out var values)) return null;
        return values.ToString() is { Length: > 0 and <= 1024 } nonce ? nonce : null;
    }

    /// <summary>Returns the hash of an access token (RFC 9449 §4.2).</summary>
    public static string Hash(string accessToken) =>
        Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(accessToken)));
}
