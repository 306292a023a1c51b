namespace Versori.Connectors.Authentication.OAuth2.Grants;

/// <summary>A refresh token (RFC 6749 §6).</summary>
/// <param name="refreshToken">The refresh token.</param>
/// <param name="redirectUri">The redirect URI of the sign-in, if it is kept with the token.</param>
internal sealed class RefreshTokenGrant(string refreshToken, string? redirectUri) : TokenGrant
{
    /// <summary>The name of the redirect URI among a token's values. No expression can use it.</summary>
    public const string RedirectUriName = "$redirectUri";

    public override string? RefreshToken => refreshToken;

    public override string? RedirectUri => redirectUri;

    public override void Fill(TokenRequestDraft draft)
    {
        draft.Parameters["grant_type"] = "refresh_token";
        draft.Parameters["refresh_token"] = refreshToken;
        // RFC 6749 §6: without a scope, the originally granted scope is requested.
        if (draft.Method.IncludeScopesOnRefresh) draft.AddScopes(draft.Method.Scopes);
        if (draft.Method.IncludeRedirectUriOnRefresh && redirectUri is not null)
        {
            draft.Parameters["redirect_uri"] = redirectUri;
        }
    }
}
