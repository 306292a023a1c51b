namespace Versori.Connectors.Authentication.OAuth2.Grants;

/// <summary>A signed assertion (RFC 7523 §2.1).</summary>
internal sealed class JwtBearerGrant(AssertionWriter assertions) : TokenGrant
{
    public override void Fill(TokenRequestDraft draft)
    {
        draft.Parameters["grant_type"] = "urn:ietf:params:oauth:grant-type:jwt-bearer";
        draft.Parameters["assertion"] = assertions.SignWithPrivateKey(draft, draft.Method.GrantAssertion ?? new());
        draft.AddScopes(draft.Method.Scopes);
    }
}
