namespace Versori.Connectors.Authentication.OAuth2.Grants;

/// <summary>A refresh token (RFC 6749 §6).</summary>
internal sealed class RefreshTokenGrant(string refreshToken) : TokenGrant
{
    public override string? RefreshToken => refreshToken;

    public override void Fill(TokenRequestDraft draft)
    {
        draft.Parameters["grant_type"] = "refresh_token";
        draft.Parameters["refresh_token"] = refreshToken;
        // RFC 6749 §6: without a scope, the originally granted scope is requested.
        if (draft.Method.IncludeScopesOnRefresh) draft.AddScopes(draft.Method.Scopes);
    }
}
