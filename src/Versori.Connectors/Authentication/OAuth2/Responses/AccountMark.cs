using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Versori.Connectors.Authentication.Jwt;

namespace Versori.Connectors.Authentication.OAuth2.Responses;

/// <summary>
/// A mark of the account that a token belongs to, kept among the token's values: the hash of issuer and subject (OpenID
/// Connect Core §5.7: together they identify a person). Two tokens with the same mark surely belong to the same
/// account.
/// </summary>
internal static class AccountMark
{
    /// <summary>The name among a token's values. No expression can use it.</summary>
    public const string Name = "$account";

    /// <summary>Returns the mark; <see langword="null"/> when the response identifies nobody.</summary>
    /// <param name="response">The token response. Its ID token comes directly from the server.</param>
    /// <param name="accessToken">The access token, which may be a JWT (RFC 9068 §2.2).</param>
    public static string? Of(JsonElement response, string accessToken) =>
        Of(ResponseField.Text(ResponseField.Find(response, "id_token"))) ?? Of(accessToken);

    private static string? Of(string? token)
    {
        if (token is null || JwsCompact.ReadPayload(token) is not { } claims) return null;
        var issuer = ResponseField.Text(ResponseField.Find(claims, "iss"));
        var subject = ResponseField.Text(ResponseField.Find(claims, "sub"));
        return issuer is { Length: > 0 } && subject is { Length: > 0 }
            ? Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes($"{issuer}\n{subject}")))
            : null;
    }
}
