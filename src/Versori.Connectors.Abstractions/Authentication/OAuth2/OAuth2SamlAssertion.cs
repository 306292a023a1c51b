using Versori.Connectors.Serialization;

namespace Versori.Connectors;

/// <summary>
/// A signed SAML 2.0 assertion that is a grant (RFC 7522 §2.1, §3). Texts are expressions over the credential's fields
/// and the connector's inputs. It is signed with RSA and SHA-256; the key is the field <c>privateKey</c>.
/// </summary>
public sealed record OAuth2SamlAssertion
{
    /// <summary>The issuer. Default: the client's id.</summary>
    public string? Issuer { get; init; }

    /// <summary>The subject's <c>NameID</c>. Default: the client's id.</summary>
    public string? Subject { get; init; }

    /// <summary>
    /// The format of the subject (SAML 2.0 Core §8.3). Default:
    /// <c>urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified</c>.
    /// </summary>
    public string? SubjectFormat { get; init; }

    /// <summary>
    /// The audience. Default: the issuer of the authorization server if known, otherwise the token URL.
    /// </summary>
    public string? Audience { get; init; }

    /// <summary>The recipient of the subject's confirmation. Default: the token URL (RFC 7522 §3).</summary>
    public string? Recipient { get; init; }

    /// <summary>The attributes by name. An empty value leaves an attribute out. Default: none.</summary>
    public IReadOnlyDictionary<string, string> Attributes
    {
        get;
        init => field = ValueMap<string>.Of(value);
    } = ValueMap<string>.Empty;

    /// <summary>How long the assertion is valid. Default: 5 minutes.</summary>
    public TimeSpan? Lifetime { get; init; }
}
