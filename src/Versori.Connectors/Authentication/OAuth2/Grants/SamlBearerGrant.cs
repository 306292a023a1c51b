using System.Buffers.Text;
using System.Text;

namespace Versori.Connectors.Authentication.OAuth2.Grants;

/// <summary>A SAML 2.0 assertion (RFC 7522 §2.1).</summary>
internal sealed class SamlBearerGrant(SamlAssertionWriter assertions) : TokenGrant
{
    /// <summary>The field of an assertion that the connection supplies.</summary>
    public const string AssertionField = "assertion";

    public override void Fill(TokenRequestDraft draft)
    {
        draft.Parameters["grant_type"] = "urn:ietf:params:oauth:grant-type:saml2-bearer";
        draft.Parameters["assertion"] = draft.Method.SamlAssertion is { } settings
            ? Base64Url.EncodeToString(Encoding.UTF8.GetBytes(assertions.Write(draft, settings)))
            : Encoded(draft.Fill("{assertion}").Trim());
        draft.AddScopes(draft.Method.Scopes);
    }

    // RFC 7522 §2.1: base64url, without line breaks and padding.
    private static string Encoded(string supplied) => supplied.StartsWith('<')
        ? Base64Url.EncodeToString(Encoding.UTF8.GetBytes(supplied))
        : string.Concat(supplied.Where(character => !char.IsWhiteSpace(character)))
            .TrimEnd('=').Replace('+', '-').Replace('/', '_');
}
