using System.Buffers;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using Versori.Connectors.Authentication.Keys;
using Versori.Connectors.Expressions;

namespace Versori.Connectors.Authentication.Jwt;

/// <summary>Creates the tokens of a method.</summary>
internal static class SelfSignedJwt
{
    /// <summary>The name of the hash of the public key. Some systems identify a key by it.</summary>
    public const string PublicKeyHash = "publicKeySha256";

    private static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Creates and signs a token.</summary>
    /// <param name="method">The settings.</param>
    /// <param name="key">The key. It must support the method's algorithm.</param>
    /// <param name="values">The method's fields and the connector's inputs.</param>
    /// <param name="context">The time and random values, which are the same in the whole token.</param>
    public static string Create(
        SelfSignedJwtAuth method, SigningKey key, ExpressionValues values, ExpressionContext context)
    {
        var issued = (context.Now - method.Backdate).ToUnixTimeSeconds();
        var expires = (context.Now + method.Lifetime).ToUnixTimeSeconds();
        var filled = values.WithContext(context).Set("iat", $"{issued}").Set("exp", $"{expires}");
        if (key.SubjectPublicKeyInfo is { } info)
            filled.Set(PublicKeyHash, Convert.ToBase64String(SHA256.HashData(info)));
        var header = Header(method, key, filled);
        var claims = Claims(method, filled, issued, expires);
        return JwsCompact.Sign(key, method.Algorithm, header, claims);
    }

    // RFC 7515 §4.1, RFC 7519 §5.1
    private static ReadOnlySpan<byte> Header(
        SelfSignedJwtAuth method, SigningKey key, ExpressionValues values) => Write(json =>
    {
        json.WriteString("alg", JwsCompact.NameOf(method.Algorithm));
        if (!Has(method.HeaderParameters, "typ")) json.WriteString("typ", "JWT");
        if (key.KeyId is { } keyId && !Has(method.HeaderParameters, "kid")) json.WriteString("kid", keyId);
        foreach (var member in method.HeaderParameters) JwtMemberWriter.Write(json, member, values);
    });

    // RFC 7519 §4.1
    private static ReadOnlySpan<byte> Claims(
        SelfSignedJwtAuth method, ExpressionValues values, long issued, long expires) => Write(json =>
    {
        foreach (var claim in method.Claims) JwtMemberWriter.Write(json, claim, values);
        if (method.IncludeIssuedAt && !Has(method.Claims, "iat")) json.WriteNumber("iat", issued);
        if (method.IncludeNotBefore && !Has(method.Claims, "nbf")) json.WriteNumber("nbf", issued);
        if (method.IncludeExpiration && !Has(method.Claims, "exp")) json.WriteNumber("exp", expires);
        if (method.IncludeJwtId && !Has(method.Claims, "jti")) json.WriteString("jti", values.Context.Uuid);
    });

    private static ReadOnlySpan<byte> Write(Action<Utf8JsonWriter> members)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Relaxed))
        {
            json.WriteStartObject();
            members(json);
            json.WriteEndObject();
        }

        return buffer.WrittenSpan;
    }

    private static bool Has(IReadOnlyList<JwtClaim> members, string name) =>
        members.Any(member => member.Name == name);
}
