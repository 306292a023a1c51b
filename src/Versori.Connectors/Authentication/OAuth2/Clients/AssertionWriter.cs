using System.Text.Json.Nodes;
using Versori.Connectors.Authentication.Jwt;
using Versori.Connectors.Authentication.Keys;

namespace Versori.Connectors.Authentication.OAuth2;

/// <summary>
/// Writes assertions (RFC 7523 §3). Each request gets a new one, because an assertion can be used once.
/// </summary>
internal sealed class AssertionWriter(TimeProvider time)
{
    public const string PrivateKeyField = "privateKey";

    private static readonly JwtAlgorithm[] Algorithms =
    [
        JwtAlgorithm.RS256, JwtAlgorithm.ES256, JwtAlgorithm.ES384, JwtAlgorithm.ES512, JwtAlgorithm.EdDsa,
    ];

    private static readonly TimeSpan DefaultLifetime = TimeSpan.FromMinutes(5);

    /// <summary>
    /// Signs an assertion with the connection's private key, or with the host's, which is kept as the client's secret.
    /// </summary>
    public string SignWithPrivateKey(TokenRequestDraft draft, OAuth2Assertion settings)
    {
        var pem = draft.Value(PrivateKeyField) ?? draft.Client.Secret?.Reveal() ?? throw Missing(PrivateKeyField);
        var key = KeyLoader.Load(pem, isShared: false, PrivateKeyField);
        var algorithm = settings.Algorithm ?? Algorithms.FirstOrDefault(algorithm => key.Problem(algorithm) is null);
        return Write(draft, settings, key.For(algorithm, PrivateKeyField), algorithm);
    }

    /// <summary>Signs an assertion with the client's secret (<c>client_secret_jwt</c>).</summary>
    public string SignWithClientSecret(TokenRequestDraft draft, OAuth2Assertion settings)
    {
        var secret = draft.Client.Secret ?? throw Missing(OAuth2Clients.SecretField);
        // RFC 6749 Appendix A.2: a secret is text, even if it looks like an encoded key.
        var key = KeyLoader.Load(secret.Reveal(), isShared: true, OAuth2Clients.SecretField, KeyFormat.Text);
        var algorithm = settings.Algorithm ?? JwtAlgorithm.HS256;
        return Write(draft, settings, key.For(algorithm, OAuth2Clients.SecretField), algorithm);
    }

    private string Write(TokenRequestDraft draft, OAuth2Assertion settings, SigningKey key, JwtAlgorithm algorithm) =>
        JwsCompact.Sign(key, algorithm, Header(draft, settings, key), Claims(draft, settings));

    // RFC 7515 §4.1.
    private static JsonObject Header(TokenRequestDraft draft, OAuth2Assertion settings, SigningKey key)
    {
        var header = new JsonObject { ["typ"] = "JWT" };
        var keyId = settings.KeyId is { } expression ? draft.Fill(expression) : key.KeyId;
        if (keyId is not null) Set(header, "kid", keyId);
        foreach (var (name, value) in settings.HeaderParameters) Set(header, name, draft.Fill(value));
        return header;
    }

    // RFC 7523 §3.
    private JsonObject Claims(TokenRequestDraft draft, OAuth2Assertion settings)
    {
        var now = time.GetUtcNow();
        var claims = new JsonObject();
        Set(claims, "iss", settings.Issuer is { } issuer ? draft.Fill(issuer) : draft.Client.Id ?? "");
        Set(claims, "sub", settings.Subject is { } subject ? draft.Fill(subject) : draft.Client.Id ?? "");
        Set(claims, "aud", settings.Audience is { } audience ? draft.Fill(audience) : DefaultAudience(draft));
        claims["iat"] = now.ToUnixTimeSeconds();
        claims["exp"] = (now + (settings.Lifetime ?? DefaultLifetime)).ToUnixTimeSeconds();
        claims["jti"] = RandomText.Create();
        foreach (var (name, value) in settings.Claims) Set(claims, name, draft.Fill(value));
        return claims;
    }

    // RFC 7523 §3: the token URL may be the audience. The issuer is safer if it is known.
    private static string DefaultAudience(TokenRequestDraft draft) => draft.Method.Issuer is { } issuer
        ? draft.Fill(issuer)
        : draft.Url.GetLeftPart(UriPartial.Path);

    private static void Set(JsonObject json, string name, string value)
    {
        if (value.Length == 0) json.Remove(name);
        else json[name] = value;
    }

    public static ConnectorException Missing(string field) => new(new ConnectorError
    {
        Code = ConnectorErrorCode.InvalidCredential,
        Message = $"The field '{field}' is needed to sign an assertion.",
        Location = field,
    });
}
