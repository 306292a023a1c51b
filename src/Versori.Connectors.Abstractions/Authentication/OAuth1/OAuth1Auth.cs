using Versori.Connectors.Serialization;

namespace Versori.Connectors;

/// <summary>
/// OAuth 1.0a (RFC 5849), with tokens at hand or with a person who signs in (see <c>IAuthorizations</c>). URLs and parameter
/// values are templates over the fields and the connector's inputs. Fields: <c>consumerKey</c>; <c>consumerSecret</c>, or
/// <c>privateKey</c> for the RSA methods; <c>token</c> and <c>tokenSecret</c>, both left out for requests on the client's
/// own behalf and when somebody signs in.
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

    /// <summary>Where temporary credentials are asked for (RFC 5849 §2.1). Needed for signing in.</summary>
    public string? TemporaryCredentialUrl { get; init; }

    /// <summary>Where the person goes to agree (RFC 5849 §2.2). Needed for signing in.</summary>
    public string? AuthorizationUrl { get; init; }

    /// <summary>
    /// Where the token is asked for (RFC 5849 §2.3), and renewed where the system gives an <c>oauth_session_handle</c>
    /// (OAuth Session 1.0) along with it. Needed for signing in.
    /// </summary>
    public string? TokenUrl { get; init; }

    /// <summary>The HTTP method of the requests to <see cref="TemporaryCredentialUrl"/> and <see cref="TokenUrl"/>. Default: <c>POST</c>.</summary>
    public string SignInMethod { get; init => field = value ?? "POST"; } = "POST";

    /// <summary>Where the parameters of those requests go. Default: as <see cref="Placement"/> says.</summary>
    public OAuth1Placement? SignInPlacement { get; init; }

    /// <summary>
    /// Extra parameters of the request for temporary credentials, such as <c>scope</c>. They are signed, and sent as a form,
    /// or in the query where <see cref="SignInMethod"/> is <c>GET</c>. One that comes out empty is left out.
    /// </summary>
    public IReadOnlyDictionary<string, string> TemporaryCredentialParameters { get; init => field = ValueMap<string>.Of(value); } = ValueMap<string>.Empty;

    /// <summary>
    /// Extra parameters of the URL that the person visits, such as <c>name</c> or <c>expiration</c>. They may use
    /// <c>{temporaryToken}</c>, for systems that want it under a name other than <c>oauth_token</c>. An empty value leaves the
    /// usual parameter out.
    /// </summary>
    public IReadOnlyDictionary<string, string> AuthorizationParameters { get; init => field = ValueMap<string>.Of(value); } = ValueMap<string>.Empty;

    /// <summary>Extra parameters of token requests; sent as <see cref="TemporaryCredentialParameters"/> are.</summary>
    public IReadOnlyDictionary<string, string> TokenParameters { get; init => field = ValueMap<string>.Of(value); } = ValueMap<string>.Empty;

    /// <summary>
    /// Values that signing in brings along, for templates to use: from the token answer or from the callback
    /// (<see cref="OAuth2CaptureSource.TokenAnswer"/>, <see cref="OAuth2CaptureSource.Callback"/>).
    /// </summary>
    public IReadOnlyList<OAuth2Capture> Captures { get; init => field = ValueList<OAuth2Capture>.Of(value); } = ValueList<OAuth2Capture>.Empty;
}
