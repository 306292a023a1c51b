namespace Versori.Connectors.Authentication.OAuth2.Grants;

/// <summary>A person's user name and password (RFC 6749 §4.3.2).</summary>
internal sealed class PasswordGrant : TokenGrant
{
    public override void Fill(TokenRequestDraft draft)
    {
        draft.Parameters["grant_type"] = "password";
        draft.Parameters["username"] = draft.Fill("{username}");
        draft.Parameters["password"] = draft.Fill("{password}");
        draft.AddScopes(draft.Method.Scopes);
    }
}
