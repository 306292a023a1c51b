using System.Text.Json.Nodes;
using Versori.Connectors.Authentication.Jwt;
using Versori.Connectors.Authentication.Keys;

namespace Versori.Connectors.Authentication.OAuth2;

/// <summary>Writes assertions (RFC 7523 §3): fresh for every request, as each is good once.</summary>
internal sealed class AssertionWriter(TimeProvider time)
{
    public const string PrivateKeyField = "privateKey";

    private static readonly JwtAlgorithm[] Algorithms = [JwtAlgorithm.RS256, JwtAlgorithm.ES256, JwtAlgorithm.ES384, JwtAlgorithm.ES512, JwtAlgorithm.EdDsa];
    private static readonly TimeSpan UsualLifetime = TimeSpan.FromMinutes(5);

    /// <summary>An assertion signed with the connection's private key, or the host's, which is kept as the client's secret.</summary>
    public string SignWithPrivateKey(TokenRequestDraft draft, OAuth2Assertion settings)
    {
        var pem = draft.Value(PrivateKeyField) ?? draft.Client.Secret?.Reveal() ?? throw Missing(PrivateKeyField);
        var key = KeyLoader.Load(pem, isShared: false, PrivateKeyField);
        var algorithm = settings.Algorithm ?? Algorithms.FirstOrDefault(algorithm => key.Problem(algorithm) is null);
        return Write(draft, settings, key.For(algorithm, PrivateKeyField), algorithm);
    }

    /// <summary>An assertion signed with the client's secret (<c>client_secret_jwt</c>).</summary>
    public string SignWithClientSecret(TokenRequestDraft draft, OAuth2Assertion settings)
    {
        var secret = draft.Client.Secret ?? throw Missing(OAuth2Clients.SecretField);
        // RFC 6749 Appendix A.2: a secret is text, whatever it looks like.
        var key = KeyLoader.Load(secret.Reveal(), isShared: true, OAuth2Clients.SecretField, KeyFormat.Text);
        var algorithm = settings.Algorithm ?? JwtAlgorithm.HS256;
        return Write(draft, settings, key.For(algorithm, OAuth2Clients.SecretField), algorithm);
    }

    private string Write(TokenRequestDraft draft, OAuth2Assertion settings, SigningKey key, JwtAlgorithm algorithm)
    {
        var header = new JsonObject { ["typ"] = "JWT" };
        if ((settings.KeyId is { } keyId ? draft.Fill(keyId) : key.KeyId) is { } kid) Set(header, "kid", kid);
        foreach (var (name, template) in settings.Headers) Set(header, name, draft.Fill(template));

        var now = time.GetUtcNow();
        var payload = new JsonObject();
        Set(payload, "iss", settings.Issuer is { } issuer ? draft.Fill(issuer) : draft.Client.Id ?? "");
        Set(payload, "sub", settings.Subject is { } subject ? draft.Fill(subject) : draft.Client.Id ?? "");
        Set(payload, "aud", settings.Audience is { } audience ? draft.Fill(audience) : Audience(draft));
        payload["iat"] = now.ToUnixTimeSeconds();
        payload["exp"] = (now + (settings.Lifetime ?? UsualLifetime)).ToUnixTimeSeconds();
        payload["jti"] = RandomText.Create();
        foreach (var (name, template) in settings.Claims) Set(payload, name, draft.Fill(template));
        return JwsCompact.Sign(key, algorithm, header, payload);
    }

    // RFC 7523 §3: the token URL may be the audience; the issuer is safer where it is known.
    private static string Audience(TokenRequestDraft draft) => draft.Method.Issuer is { } issuer
        ? draft.Fill(issuer)
        : draft.Url.GetLeftPart(UriPartial.Path);

    private static void Set(JsonObject json, string name, string value)
    {
        if (value.Length == 0) json.Remove(name);
        else json[name] = value;
    }

    private static ConnectorException Missing(string field) => new(new ConnectorError
    {
        Code = ConnectorErrorCode.InvalidCredential,
        Message = $"The field '{field}' is needed to sign an assertion.",
        Location = field,
    });
}
