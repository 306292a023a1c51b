namespace Versori.Connectors;

/// <summary>
/// OAuth 1.0a (RFC 5849) with tokens at hand. Fields: <c>consumerKey</c>; <c>consumerSecret</c>, or <c>privateKey</c> for
/// the RSA methods; <c>token</c> and <c>tokenSecret</c>, both left out for requests on the client's own behalf.
/// </summary>
public sealed record OAuth1Auth() : AuthMethod("oauth1")
{
    /// <summary>How requests are signed. Default: HMAC-SHA1.</summary>
    public OAuth1SignatureMethod SignatureMethod { get; init; }

    /// <summary>Where the parameters go. Default: the <c>Authorization</c> header.</summary>
    public OAuth1Placement Placement { get; init; }

    /// <summary>The realm in the header (RFC 5849 §3.5.1): a template over the fields and the connector's inputs. Default: none.</summary>
    public string? Realm { get; init; }

    /// <summary>Whether <c>oauth_version=1.0</c> is sent (RFC 5849 §3.1: optional). Default: yes.</summary>
    public bool IncludeVersion { get; init; } = true;

    /// <summary>
    /// Whether <c>oauth_body_hash</c> is sent for bodies that are not forms, as the OAuth Request Body Hash extension has it.
    /// Default: no.
    /// </summary>
    public bool IncludeBodyHash { get; init; }
}
