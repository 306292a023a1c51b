using Versori.Connectors.Expressions;

namespace Versori.Connectors.Authentication.OAuth2;

/// <summary>Authenticates the client in a request (RFC 6749 §2.3): one named step per authentication method.</summary>
internal sealed class ClientAuthenticator(AssertionWriter assertions)
{
    private const string AssertionType = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    public void Authenticate(TokenRequestDraft draft)
    {
        switch (draft.Method.ClientAuthentication)
        {
            case OAuth2ClientAuthentication.Basic when draft.Client is { Id: not null, Secret: not null }:
                AddBasicHeader(draft);
                break;
            case OAuth2ClientAuthentication.Basic or OAuth2ClientAuthentication.Post:
                AddParameters(draft);
                break;
            case OAuth2ClientAuthentication.Header:
                AddCustomHeader(draft);
                break;
            case OAuth2ClientAuthentication.PrivateKeyJwt:
                AddAssertion(draft, assertions.SignWithPrivateKey);
                break;
            case OAuth2ClientAuthentication.ClientSecretJwt:
                AddAssertion(draft, assertions.SignWithClientSecret);
                break;
            // RFC 8705 §2: the certificate of the TLS connection authenticates the client; client_id is sent in any
            // case.
            case OAuth2ClientAuthentication.TlsClientAuth or OAuth2ClientAuthentication.SelfSignedTlsClientAuth:
            default:
                AddClientId(draft);
                break;
        }
    }

    // RFC 6749 §2.3.1: id and secret are form-encoded before they become user name and password.
    private static void AddBasicHeader(TokenRequestDraft draft)
    {
        var id = draft.Client.Id!;
        var secret = draft.Client.Secret!.Reveal();
        draft.Headers["Authorization"] = draft.Method.UnencodedClientCredentials
            ? BasicAuthHandler.HeaderValue(id, secret)
            : BasicAuthHandler.HeaderValue(FormUrlEncoding.Encode(id), FormUrlEncoding.Encode(secret));
    }

    // RFC 6749 §2.3.1, and §3.2.1 for clients without a secret.
    private static void AddParameters(TokenRequestDraft draft)
    {
        AddClientId(draft);
        if (draft.Client.Secret is { } secret) draft.Parameters["client_secret"] = secret.Reveal();
    }

    // RFC 6749 §3.2.1.
    private static void AddClientId(TokenRequestDraft draft)
    {
        if (draft.Client.Id is { } id) draft.Parameters["client_id"] = id;
    }

    // RFC 6749 §2.3.2: another HTTP authentication scheme.
    private static void AddCustomHeader(TokenRequestDraft draft)
    {
        if (draft.Method.ClientAuthenticationHeader is not { } header) return;
        draft.Headers[header.Name] = draft.Fill(header.Value, ValuePosition.HeaderValue);
    }

    // RFC 7523 §2.2, §3; RFC 7521 §4.2: client_id is optional and must match the assertion.
    private static void AddAssertion(TokenRequestDraft draft, Func<TokenRequestDraft, OAuth2Assertion, string> sign)
    {
        AddClientId(draft);
        draft.Parameters["client_assertion_type"] = AssertionType;
        draft.Parameters["client_assertion"] = sign(draft, draft.Method.ClientAssertion ?? new());
    }
}
