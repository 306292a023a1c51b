namespace Versori.Connectors.Authentication.OAuth2.Grants;

/// <summary>Another token (RFC 8693 §2.1).</summary>
internal sealed class TokenExchangeGrant : TokenGrant
{
    private const string AccessToken = "urn:ietf:params:oauth:token-type:access_token";

    public override void Fill(TokenRequestDraft draft)
    {
        draft.Parameters["grant_type"] = "urn:ietf:params:oauth:grant-type:token-exchange";
        draft.Parameters["subject_token"] = draft.Fill("{subjectToken}");
        draft.Parameters["subject_token_type"] = draft.Method.SubjectTokenType ?? AccessToken;
        if (draft.Value("actorToken") is { } actor)
        {
            draft.Parameters["actor_token"] = actor;
            draft.Parameters["actor_token_type"] = AccessToken;
        }

        draft.AddScopes(draft.Method.Scopes);
    }
}
