using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace Versori.Connectors.Tests.Authentication;

/// <summary>Keys in formats that .NET cannot write.</summary>
internal static class TestKeys
{
    /// <summary>RFC 8037 Appendix A.1.</summary>
    public const string Ed25519Jwk =
        """{"kty":"OKP","crv":"Ed25519","d":"nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A","x":"11qYAYKxCrfVS_7TyWQH"""
            + """Og7hcvPapiMlrwIaaPcHURo"}""";

    public static string Jwk(RSA rsa, string? keyId = null)
    {
        var key = rsa.ExportParameters(true);
        var jwk = new JsonObject { ["kty"] = "RSA" };
        if (keyId is not null) jwk["kid"] = keyId;
        foreach (var (name, value) in new[]
        {
            ("n", key.Modulus),
            ("e", key.Exponent),
            ("d", key.D),
            ("p", key.P),
            ("q", key.Q),
            ("dp", key.DP),
            ("dq", key.DQ),
            ("qi", key.InverseQ),
        })
        {
            jwk[name] = Base64Url(value);
        }

        return jwk.ToJsonString();
    }

    public static string Jwk(ECDsa ec)
    {
        var key = ec.ExportParameters(true);
        return new JsonObject
        {
            ["kty"] = "EC",
            ["crv"] = $"P-{ec.KeySize}",
            ["x"] = Base64Url(key.Q.X),
            ["y"] = Base64Url(key.Q.Y),
            ["d"] = Base64Url(key.D),
        }.ToJsonString();
    }

    public static string Base64Url(byte[]? bytes) => System.Buffers.Text.Base64Url.EncodeToString(bytes);
}
