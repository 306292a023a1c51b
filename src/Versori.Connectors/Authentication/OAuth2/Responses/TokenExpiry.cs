using System.Text.Json;
using Versori.Connectors.Authentication.Jwt;

namespace Versori.Connectors.Authentication.OAuth2.Responses;

/// <summary>Reads when the tokens of a response expire (RFC 6749 §5.1).</summary>
internal static class TokenExpiry
{
    private const string StandardExpiry = "expires_in";

    /// <summary>Reads when the access token expires.</summary>
    public static bool TryRead(
        OAuth2Response response, JsonElement document, OAuth2Auth method, out DateTimeOffset? expiresAt)
    {
        var format = method.TokenResponse;
        var field = ResponseField.Find(document, format.Expiry);
        var isValid = ExpiryReader.TryRead(field, format.ExpiryUnit, response.At, out expiresAt);
        if (!isValid && method.FixedLifetime is null) return false;
        if (field is null && format.Expiry == StandardExpiry) expiresAt = ReadExpiresAt(document, response.At);
        expiresAt = method.FixedLifetime is { } fixedLifetime
            ? response.At + fixedLifetime
            : expiresAt ?? response.At + method.DefaultLifetime;
        return true;
    }

    /// <summary>
    /// Returns a token with the expiry that it states itself (RFC 7519 §4.1.4), if it is a JWT and nothing else states
    /// one. A time in the past is ignored.
    /// </summary>
    public static Token WithOwnExpiry(Token token)
    {
        if (token.ExpiresAt is not null) return token;
        if (JwsCompact.ReadPayload(token.Values[TokenResponseReader.AccessToken]) is not { } claims) return token;
        var field = ResponseField.Find(claims, "exp");
        return ExpiryReader.TryRead(field, OAuth2ExpiryUnit.UnixSeconds, token.ObtainedAt, out var expiresAt)
            ? token.WithExpiry(expiresAt)
            : token;
    }

    /// <summary>Reads when the refresh token expires.</summary>
    /// <param name="response">The response.</param>
    /// <param name="document">The response's document.</param>
    /// <param name="method">The method.</param>
    /// <param name="defaultExpiry">The expiry that applies if the response does not state one.</param>
    /// <param name="expiresAt">Receives the expiry.</param>
    /// <param name="field">Receives the name of the field, or an empty text if there is none.</param>
    public static bool TryReadRefresh(
        OAuth2Response response,
        JsonElement document,
        OAuth2Auth method,
        DateTimeOffset? defaultExpiry,
        out DateTimeOffset? expiresAt,
        out string field)
    {
        var format = method.TokenResponse;
        expiresAt = defaultExpiry;
        field = format.RefreshTokenExpiry.FirstOrDefault(name => ResponseField.Find(document, name) is not null) ?? "";
        if (field.Length == 0) return true;
        var element = ResponseField.Find(document, field);
        if (!ExpiryReader.TryRead(element, format.ExpiryUnit, response.At, out var stated)) return false;
        expiresAt = stated ?? expiresAt;
        return true;
    }

    // Many providers send only expires_at, which no RFC defines. A value that is not a time in the future is ignored.
    private static DateTimeOffset? ReadExpiresAt(JsonElement document, DateTimeOffset now)
    {
        var field = ResponseField.Find(document, "expires_at");
        return ExpiryReader.TryRead(field, OAuth2ExpiryUnit.Time, now, out var expiresAt) ? expiresAt : null;
    }
}
