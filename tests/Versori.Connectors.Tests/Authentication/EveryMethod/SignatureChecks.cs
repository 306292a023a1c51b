using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Versori.Connectors.Tests.Authentication.EveryMethod;

/// <summary>
/// The verification of a signed request by an external system. It computes the signature from the received request.
/// </summary>
internal static class SignatureChecks
{
    public static bool Hmac(RecordedRequest request, byte[] key, TimeProvider time)
    {
        if (
            !long.TryParse(
                request.Headers.GetValueOrDefault("X-Timestamp"), CultureInfo.InvariantCulture, out var timestamp))
            return false;
        var text = $"{request.Method}\n{request.Target}\n{timestamp}\n{Hash(request.Body.Span)}";
        return request.Headers.GetValueOrDefault("X-Key") == "key-1"
            && Math.Abs(time.GetUtcNow().ToUnixTimeSeconds() - timestamp) <= 300
            && request.Headers.GetValueOrDefault("X-Signature") == Convert
                .ToBase64String(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text)));
    }

    // RFC 9421 §2.5, §3.2, with the default components.
    public static bool HttpMessageSignature(RecordedRequest request, ECDsa key)
    {
        if (request.Headers.GetValueOrDefault("Signature-Input") is not { } input
            || request.Headers.GetValueOrDefault("Signature") is not { } signature)
            return false;
        var query = request.Target.Contains('?', StringComparison.Ordinal)
            ? request.Target[request.Target.IndexOf('?', StringComparison.Ordinal)..]
            : "?";
        var text =
            $"\"@method\": {request.Method}\n\"@authority\": {request.Headers["Host"]}\n\"@path\": "
                + $"{request.Path}\n\"@query\": {query}\n\"@signature-params\": {input["sig1=".Length..]}";
        return input.StartsWith("sig1=(\"@method\" \"@authority\" \"@path\" \"@query\");", StringComparison.Ordinal)
            && key.VerifyData(
                Encoding.ASCII.GetBytes(text),
                Convert.FromBase64String(signature["sig1=".Length..].Trim(':')),
                HashAlgorithmName.SHA256);
    }

    // AWS IAM User Guide, "Create a signed AWS API request".
    public static bool AwsSignatureV4(RecordedRequest request, string id, string secret, string region, string service)
    {
        var match = Regex.Match(
            request.Authorization ?? "",
            "^AWS4-HMAC-SHA256 Credential=(.+?)/(\\d{8})/(.+?)/(.+?)/aws4_request, SignedHeaders=(.+?), "
                + "Signature=(.+)$");
        if (!match.Success
            || match.Groups[1].Value != id
            || match.Groups[3].Value != region
            || match.Groups[4].Value != service)
            return false;
        var (day, signed) = (match.Groups[2].Value, match.Groups[5].Value);
        var headers = string.Concat(signed.Split(';').Select(name => $"{name}:{request.Headers[name].Trim()}\n"));
        var query = string.Join(
            '&',
            request.Query.Select(pair => $"{Uri.EscapeDataString(pair.Key)}={Uri.EscapeDataString(pair.Value)}")
                .Order(StringComparer.Ordinal));
        var canonical = $"{request.Method}\n{request.Path}\n{query}\n{headers}\n{signed}\n{Hash(request.Body.Span)}";
        var text =
            $"AWS4-HMAC-SHA256\n{request.Headers["x-amz-date"]}\n{day}/{region}/{service}/aws4_request"
                + $"\n{Hash(Encoding.UTF8.GetBytes(canonical))}";
        var key = new[] { day, region, service, "aws4_request" }
            .Aggregate(
                Encoding.UTF8.GetBytes($"AWS4{secret}"),
                (key, part) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(part)));
        return match.Groups[6].Value == Convert.ToHexStringLower(
            HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text)));
    }

    // RFC 5849 §3.4.1, §3.4.2.
    public static bool OAuth1(RecordedRequest request, string consumerSecret, string tokenSecret)
    {
        if (request.Authorization?.StartsWith("OAuth ", StringComparison.Ordinal) is not true) return false;
        var sent = request.Authorization["OAuth ".Length..]
            .Split(", ").Select(pair => pair.Split('=', 2))
            .ToDictionary(pair => pair[0], pair => Uri.UnescapeDataString(pair[1].Trim('"')), StringComparer.Ordinal);
        var pairs = sent.Where(pair => pair.Key is not ("oauth_signature" or "realm")).Concat(request.Query)
            .Select(pair => $"{Uri.EscapeDataString(pair.Key)}={Uri.EscapeDataString(pair.Value)}")
                .Order(StringComparer.Ordinal);
        var text =
            $"{request.Method}&{Uri.EscapeDataString($"http://{request.Headers["Host"]}{request.Path}")}&"
                + $"{Uri.EscapeDataString(string.Join('&', pairs))}";
        var key = $"{Uri.EscapeDataString(consumerSecret)}&{Uri.EscapeDataString(tokenSecret)}";
        return sent["oauth_signature"] == Convert.ToBase64String(
            HMACSHA256.HashData(Encoding.ASCII.GetBytes(key), Encoding.ASCII.GetBytes(text)));
    }

    /// <summary>A parameter of the header (RFC 5849 §3.5.1), decoded.</summary>
    public static string? OAuth1Parameter(RecordedRequest request, string name) =>
        Regex.Match(request.Authorization ?? "", $"[ ,]{name}=\"(.*?)\"") is { Success: true } match
            ? Uri.UnescapeDataString(match.Groups[1].Value)
            : null;

    // UsernameToken Profile 1.0 §3.1.
    public static bool Wsse(RecordedRequest request, string username, string password)
    {
        var match = Regex.Match(
            request.Headers.GetValueOrDefault("X-WSSE") ?? "",
            "^UsernameToken Username=\"(.+?)\", PasswordDigest=\"(.+)\", Nonce=\"(.+)\", Created=\"(.+)\"$");
        if (!match.Success || match.Groups[1].Value != username) return false;
#pragma warning disable CA5350 // The profile is SHA-1.
        var hash = SHA1.HashData(
            [
                .. Convert.FromBase64String(match.Groups[3].Value),
                .. Encoding.UTF8.GetBytes(match.Groups[4].Value + password),
            ]);
#pragma warning restore CA5350
        return match.Groups[2].Value == Convert.ToBase64String(hash);
    }

    /// <summary>
    /// The claims of a JWT that is signed with RS256 and has not expired (RFC 7515 §5.2, RFC 7519 §7.2).
    /// </summary>
    public static JsonElement? Jwt(string? token, RSA key, TimeProvider time)
    {
        if (token?.Split('.') is not [var header, var payload, var signature]) return null;
        if (
            !key.VerifyData(
                Encoding.ASCII.GetBytes($"{header}.{payload}"),
                Base64Url.DecodeFromChars(signature),
                HashAlgorithmName.SHA256,
                RSASignaturePadding.Pkcs1))
            return null;
        var claims = JsonElement.Parse(Base64Url.DecodeFromChars(payload));
        return claims.GetProperty("exp").GetInt64() > time.GetUtcNow().ToUnixTimeSeconds() ? claims : null;
    }

    /// <summary>Whether a DPoP proof (RFC 9449 §4.3) is for this request and this token.</summary>
    public static bool Dpop(RecordedRequest request, string url, string? token)
    {
        if (request.Headers.GetValueOrDefault("DPoP")?.Split('.') is not [var head, var body, var signature])
            return false;
        var jwk = JsonElement.Parse(Base64Url.DecodeFromChars(head)).GetProperty("jwk");
        using var key = ECDsa.Create(new ECParameters
        {
            Curve = ECCurve.NamedCurves.nistP256,
            Q = new() { X = Bytes(jwk, "x"), Y = Bytes(jwk, "y") },
        });
        var claims = JsonElement.Parse(Base64Url.DecodeFromChars(body));
        return key.VerifyData(
            Encoding.ASCII.GetBytes($"{head}.{body}"), Base64Url.DecodeFromChars(signature), HashAlgorithmName.SHA256)
            && claims.GetProperty("htm").GetString() == request.Method
            && claims.GetProperty("htu").GetString() == url
            && (
                token is null
                    || claims.GetProperty("ath")
                        .GetString() == Base64Url
                        .EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(token))));
    }

    private static byte[] Bytes(JsonElement jwk, string name) =>
        Base64Url.DecodeFromChars(jwk.GetProperty(name).GetString());

    private static string Hash(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
