using Versori.Connectors.Authentication.OAuth1;
using Versori.Connectors.Authentication.OAuth2.Responses;
using Versori.Connectors.Expressions;

namespace Versori.Connectors.SignIn;

/// <summary>Obtains temporary credentials (RFC 5849 §2.1).</summary>
internal sealed class TemporaryCredentialEndpoint(OAuth1Requester requester)
{
    private const string Endpoint = "temporary credential endpoint";

    // RFC 5849 §2.1: the callback value of a client that cannot receive callbacks.
    private const string OutOfBand = "oob";

    public async Task<(string Token, string Secret)> RequestAsync(
        OAuth1Auth method, ExpressionValues values, Uri? redirectUri, CancellationToken cancellationToken)
    {
        var response = await requester.SendAsync(
            Endpoint,
            method,
            method.TemporaryCredentialUrl!,
            values,
            OAuth1Signers.For(method, values, token: null, tokenSecret: null),
            method.TemporaryCredentialParameters,
            [new("oauth_callback", redirectUri?.OriginalString ?? OutOfBand)],
            cancellationToken).ConfigureAwait(false);
        var document = OAuth1Response.Read(method, Endpoint, response);
        var token = OAuth1Response.RequiredText(method, Endpoint, document, "oauth_token");
        var secret = OAuth1Response.RequiredText(method, Endpoint, document, "oauth_token_secret", mayBeEmpty: true);
        // RFC 5849 §2.1: without the confirmation the server uses OAuth 1.0, where an attacker can substitute
        // callbacks.
        var isConfirmed = ResponseField.Text(ResponseField.Find(document, "oauth_callback_confirmed")) == "true";
        return isConfirmed
            ? (token, secret)
            : throw OAuth1Response.InvalidResponse(
                method, Endpoint, "/oauth_callback_confirmed", "It does not confirm the callback (RFC 5849 §2.1).");
    }
}
