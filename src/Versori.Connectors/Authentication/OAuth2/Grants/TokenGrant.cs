namespace Versori.Connectors.Authentication.OAuth2.Grants;

/// <summary>An authorization grant (RFC 6749 §1.3): its parameters in a token request.</summary>
internal abstract class TokenGrant
{
    /// <summary>The refresh token that the request uses, if any.</summary>
    public virtual string? RefreshToken => null;

    /// <summary>The grant's values that expressions of a token request may use, by name.</summary>
    public virtual IEnumerable<KeyValuePair<string, string?>> Values => [];

    /// <summary>
    /// The redirect URI of the sign-in (RFC 6749 §4.1.3), if the grant has it. It is kept with the token for
    /// <see cref="OAuth2Auth.IncludeRedirectUriOnRefresh"/>.
    /// </summary>
    public virtual string? RedirectUri => null;

    /// <summary>Adds the grant's parameters to a token request.</summary>
    public abstract void Fill(TokenRequestDraft draft);
}
