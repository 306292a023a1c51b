namespace Versori.Connectors.Authentication.OAuth2.Grants;

/// <summary>The client's own credentials (RFC 6749 §4.4.2).</summary>
internal sealed class ClientCredentialsGrant : TokenGrant
{
    public override void Fill(TokenRequestDraft draft)
    {
        draft.Parameters["grant_type"] = "client_credentials";
        draft.AddScopes(draft.Method.Scopes);
    }
}
