using System.Security.Cryptography;
using System.Text.Json;

namespace Versori.Connectors.Authentication.Keys;

/// <summary>Loads keys from JWKs (RFC 7517; members: RFC 7518 §6, RFC 8037 §2).</summary>
internal static class JwkKeys
{
    public static SigningKey Load(string text, string field)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            var jwk = document.RootElement;
            if (jwk.ValueKind != JsonValueKind.Object) throw KeyErrors.Invalid(field, "A JWK is a JSON object.");
            var keyId = Text(jwk, "kid", field);
            return Text(jwk, "kty", field) switch
            {
                "oct" => new SharedKey(Required(jwk, "k", field)) { KeyId = keyId },
                "RSA" => new RsaKey(Rsa(jwk, field)) { KeyId = keyId },
                "EC" => Ec(jwk, field, keyId),
                "OKP" when Text(jwk, "crv", field) == "Ed25519" => Ed25519(jwk, field, keyId),
                var other => throw KeyErrors.NotSupported(
                    field, $"Its type '{other}' (kty, crv) is not oct, RSA, EC, or OKP with Ed25519."),
            };
        }
        catch (JsonException)
        {
            throw KeyErrors.Invalid(field, "It is not valid JSON.");
        }
    }

    private static RSAParameters Rsa(JsonElement jwk, string field)
    {
        var parameters = new RSAParameters
        {
            Modulus = Required(jwk, "n", field),
            Exponent = Required(jwk, "e", field),
        };
        if (Bytes(jwk, "d", field) is not { } d) return parameters;

        // RFC 7518 §6.3.2: the other members are optional in a JWK, but .NET's RSA requires them.
        var half = (parameters.Modulus.Length + 1) / 2;
        parameters.D = Padded(d, parameters.Modulus.Length);
        parameters.P = Padded(Required(jwk, "p", field), half);
        parameters.Q = Padded(Required(jwk, "q", field), half);
        parameters.DP = Padded(Required(jwk, "dp", field), half);
        parameters.DQ = Padded(Required(jwk, "dq", field), half);
        parameters.InverseQ = Padded(Required(jwk, "qi", field), half);
        return parameters;
    }

    private static EcKey Ec(JsonElement jwk, string field, string? keyId)
    {
        var (curve, size, algorithm) = Text(jwk, "crv", field) switch
        {
            "P-256" => (ECCurve.NamedCurves.nistP256, 32, JwtAlgorithm.ES256),
            "P-384" => (ECCurve.NamedCurves.nistP384, 48, JwtAlgorithm.ES384),
            "P-521" => (ECCurve.NamedCurves.nistP521, 66, JwtAlgorithm.ES512),
            _ => throw KeyErrors.NotSupported(field, "Its curve (crv) is not P-256, P-384 or P-521."),
        };
        var parameters = new ECParameters
        {
            Curve = curve,
            Q = new() { X = Padded(Required(jwk, "x", field), size), Y = Padded(Required(jwk, "y", field), size) },
            D = Bytes(jwk, "d", field) is { } d ? Padded(d, size) : null,
        };
        return new(parameters, algorithm) { KeyId = keyId };
    }

    private static Ed25519Key Ed25519(JsonElement jwk, string field, string? keyId) =>
        (Bytes(jwk, "d", field), Bytes(jwk, "x", field)) switch
        {
            ({ Length: 32 } d, _) => Ed25519Key.OfPrivate(d, field, keyId),
            (null, { Length: 32 } x) => Ed25519Key.OfPublic(x, field, keyId),
            _ => throw KeyErrors.Invalid(field, "An Ed25519 JWK needs 32 bytes in 'd' (private) or 'x' (public)."),
        };

    private static byte[] Required(JsonElement jwk, string name, string field) =>
        Bytes(jwk, name, field) is { Length: > 0 } bytes
            ? bytes
            : throw KeyErrors.Invalid(field, $"The JWK has no member '{name}'.");

    private static byte[]? Bytes(JsonElement jwk, string name, string field) =>
        Text(jwk, name, field) is { } text ? KeyBytes.FromBase64(text, field) : null;

    private static string? Text(JsonElement jwk, string name, string field)
    {
        if (!jwk.TryGetProperty(name, out var value)) return null;
        return value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : throw KeyErrors.Invalid(field, $"The JWK's member '{name}' is not a string.");
    }

    // RFC 7518 §6.2.1.2: the length is fixed, but some writers omit leading zeros.
    private static byte[] Padded(byte[] bytes, int length) =>
        bytes.Length >= length ? bytes : [.. new byte[length - bytes.Length], .. bytes];
}
