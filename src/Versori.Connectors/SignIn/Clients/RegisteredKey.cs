using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Versori.Connectors.Authentication.Keys;
using Versori.Connectors.Authentication.OAuth2;

namespace Versori.Connectors.SignIn;

/// <summary>The key of a client that is registered with <c>private_key_jwt</c>. Each client has its own.</summary>
internal sealed class RegisteredKey
{
    private RegisteredKey(string pem, JsonObject keySet)
    {
        Pem = pem;
        KeySet = keySet;
    }

    /// <summary>The private key, which is kept with the connection.</summary>
    public string Pem { get; }

    /// <summary>The public key as a JWK set (RFC 7517 §5), for the registration.</summary>
    public JsonObject KeySet { get; }

    public static RegisteredKey Create()
    {
        using var created = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var pem = created.ExportPkcs8PrivateKeyPem();
        var key = KeyLoader.LoadPrivate(pem, JwtAlgorithm.ES256, AssertionWriter.PrivateKeyField);
        var jwk = JsonNode.Parse(key.PublicJwk!)!.AsObject();
        jwk["use"] = "sig";
        jwk["alg"] = "ES256";
        return new(pem, new() { ["keys"] = new JsonArray(jwk) });
    }
}
