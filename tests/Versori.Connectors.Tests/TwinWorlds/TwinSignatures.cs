using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Versori.Connectors.Tests.TwinWorlds;

/// <summary>
/// Verifies and masks signatures with random values (ECDSA, RSA-PSS), because two valid ones differ.
/// </summary>
internal static partial class TwinSignatures
{
    private const string Masked = "(verified)";

    /// <summary>Created once, because creating keys is slow.</summary>
    public static RSA Rsa { get; } = RSA.Create(2048);

    public static ECDsa Ec { get; } = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    // Sequences run concurrently, and the keys are not thread-safe.
    private static readonly Lock Keys = new();

    public static string VerifyAndMask(string text, HttpRequestMessage request)
    {
        text = Jwt().Replace(text, Mask);
        if (!request.Headers.TryGetValues("Signature", out var signatures)) return text;
        var signature = signatures.Single();
        var input = request.Headers.GetValues("Signature-Input").Single();
        var isVerified = IsVerified(request, input, Convert.FromBase64String(signature["sig1=".Length..].Trim(':')));
        return text.Replace(signature, isVerified ? Masked : "(false signature)", StringComparison.Ordinal);
    }

    private static string Mask(Match jwt)
    {
        using var header = JsonDocument.Parse(Base64Url.DecodeFromChars(jwt.Groups[1].Value));
        var algorithm = header.RootElement.GetProperty("alg").GetString()!;
        if (!algorithm.StartsWith("ES", StringComparison.Ordinal)
            && !algorithm.StartsWith("PS", StringComparison.Ordinal))
        {
            return jwt.Value;
        }

        var data = Encoding.ASCII.GetBytes($"{jwt.Groups[1].Value}.{jwt.Groups[2].Value}");
        var signature = Base64Url.DecodeFromChars(jwt.Groups[3].Value);
        return IsVerified(header.RootElement, algorithm, data, signature)
            ? $"{jwt.Groups[1].Value}.{jwt.Groups[2].Value}.{Masked}"
            : "(false signature)";
    }

    private static bool IsVerified(JsonElement header, string algorithm, byte[] data, byte[] signature)
    {
        if (algorithm[0] == 'P')
        {
            lock (Keys) return Rsa.VerifyData(data, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pss);
        }

        // RFC 9449 §4.2: a proof contains its key.
        if (!header.TryGetProperty("jwk", out var jwk))
        {
            lock (Keys) return Ec.VerifyData(data, signature, HashAlgorithmName.SHA256);
        }

        using var key = ECDsa.Create(new ECParameters
        {
            Curve = ECCurve.NamedCurves.nistP256,
            Q = new() { X = Part("x"), Y = Part("y") },
        });
        return key.VerifyData(data, signature, HashAlgorithmName.SHA256);

        byte[] Part(string name) => Base64Url.DecodeFromChars(jwk.GetProperty(name).GetString()!);
    }

    // RFC 9421 §2.5, with the default components.
    private static bool IsVerified(HttpRequestMessage request, string input, byte[] signature)
    {
        var url = request.RequestUri!;
        var query = url.Query.Length == 0 ? "?" : url.Query;
        var text = $"\"@method\": {request.Method}\n\"@authority\": {url.Authority}\n\"@path\": {url.AbsolutePath}\n"
            + $"\"@query\": {query}\n\"@signature-params\": {input["sig1=".Length..]}";
        var data = Encoding.ASCII.GetBytes(text);
        lock (Keys)
        {
            return input.Contains("\"pss\"", StringComparison.Ordinal)
                ? Rsa.VerifyData(data, signature, HashAlgorithmName.SHA512, RSASignaturePadding.Pss)
                : Ec.VerifyData(data, signature, HashAlgorithmName.SHA256);
        }
    }

    [GeneratedRegex(@"\b(eyJ[\w-]+)\.(eyJ[\w-]+)\.([\w-]+)")]
    private static partial Regex Jwt();
}
