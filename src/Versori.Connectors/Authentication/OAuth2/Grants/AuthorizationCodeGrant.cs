namespace Versori.Connectors.Authentication.OAuth2.Grants;

/// <summary>The authorization code of a callback (RFC 6749 §4.1.3), with its verifier (RFC 7636 §4.5).</summary>
internal sealed class AuthorizationCodeGrant(string code, string redirectUri, string? verifier) : TokenGrant
{
    /// <summary>The names of the values that a sign-in has and a refresh does not.</summary>
    public static IReadOnlyList<string> ValueNames { get; } = ["code", "state", "codeVerifier", "redirectUri"];

    public override IEnumerable<KeyValuePair<string, string?>> Values =>
        [new("code", code), new("codeVerifier", verifier), new("redirectUri", redirectUri)];

    public override string? RedirectUri => redirectUri;

    public override void Fill(TokenRequestDraft draft)
    {
        draft.Parameters["grant_type"] = "authorization_code";
        draft.Parameters[draft.Method.TokenRequestCodeParameter] = code;
        draft.Parameters["redirect_uri"] = redirectUri;
        if (verifier is not null) draft.Parameters["code_verifier"] = verifier;
    }
}
