namespace Versori.Connectors.Authentication.OAuth2.Grants;

/// <summary>What a token is asked for with (RFC 6749 §1.3): its part of the token request.</summary>
internal abstract class TokenGrant
{
    /// <summary>The refresh token that is used, where one is.</summary>
    public virtual string? RefreshToken => null;

    /// <summary>Adds the grant's parameters to a token request.</summary>
    public abstract void Fill(TokenRequestDraft draft);
}
