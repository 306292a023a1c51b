using Versori.Connectors.Expressions;

namespace Versori.Connectors.Authentication.OAuth2;

/// <summary>Authenticates the client in a request (RFC 6749 §2.3): one named step per way.</summary>
internal sealed class ClientAuthenticator(AssertionWriter assertions)
{
    private const string AssertionType = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    public void Authenticate(TokenRequestDraft draft)
    {
        switch (draft.Method.ClientAuthentication)
        {
            case OAuth2ClientAuthentication.Basic when draft.Client is { Id: not null, Secret: not null }:
                InBasicHeader(draft);
                break;
            case OAuth2ClientAuthentication.Basic or OAuth2ClientAuthentication.Post:
                InParameters(draft);
                break;
            case OAuth2ClientAuthentication.Header:
                InHeaderOfItsOwn(draft);
                break;
            case OAuth2ClientAuthentication.PrivateKeyJwt:
                WithAssertion(draft, assertions.SignWithPrivateKey);
                break;
            case OAuth2ClientAuthentication.ClientSecretJwt:
                WithAssertion(draft, assertions.SignWithClientSecret);
                break;
            // RFC 8705 §2: the certificate of the TLS connection authenticates, and client_id is sent in any case.
            case OAuth2ClientAuthentication.TlsClientAuth or OAuth2ClientAuthentication.SelfSignedTlsClientAuth:
            default:
                OnlyNamed(draft);
                break;
        }
    }

    // RFC 6749 §2.3.1. The id and the secret are form-encoded before they become user name and password.
    private static void InBasicHeader(TokenRequestDraft draft)
    {
        var (id, secret) = (draft.Client.Id!, draft.Client.Secret!.Reveal());
        draft.Headers["Authorization"] = draft.Method.PlainClientCredentials
            ? BasicAuthHandler.HeaderValue(id, secret)
            : BasicAuthHandler.HeaderValue(FormUrlEncoding.Encode(id), FormUrlEncoding.Encode(secret));
    }

    // RFC 6749 §2.3.1, and §3.2.1 for clients without a secret.
    private static void InParameters(TokenRequestDraft draft)
    {
        OnlyNamed(draft);
        if (draft.Client.Secret is { } secret) draft.Parameters["client_secret"] = secret.Reveal();
    }

    private static void OnlyNamed(TokenRequestDraft draft)
    {
        if (draft.Client.Id is { } id) draft.Parameters["client_id"] = id;
    }

    private static void InHeaderOfItsOwn(TokenRequestDraft draft)
    {
        if (draft.Method.ClientAuthenticationHeader is { } header) draft.Headers[header.Name] = draft.Fill(header.Value, TemplatePosition.HeaderValue);
    }

    // RFC 7523 §2.2, §3; RFC 7521 §4.2: the client id is optional and must agree.
    private static void WithAssertion(TokenRequestDraft draft, Func<TokenRequestDraft, OAuth2Assertion, string> sign)
    {
        OnlyNamed(draft);
        draft.Parameters["client_assertion_type"] = AssertionType;
        draft.Parameters["client_assertion"] = sign(draft, draft.Method.ClientAssertion ?? new());
    }
}
