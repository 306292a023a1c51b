using Versori.Connectors.Serialization;

namespace Versori.Connectors;

/// <summary>
/// OAuth 1.0a (RFC 5849), with existing tokens or with interactive sign-in (see <c>ISignIns</c>). URLs and
/// parameter values are expressions over the fields and the connector's inputs. Fields: <c>consumerKey</c>;
/// <c>consumerSecret</c>, or <c>privateKey</c> for the RSA methods; <c>token</c> and <c>tokenSecret</c>, both left out
/// for requests on the client's own behalf and for sign-in.
/// </summary>
public sealed record OAuth1Auth() : AuthMethod("oauth1")
{
    /// <summary>The signature method. Default: HMAC-SHA1.</summary>
    public OAuth1SignatureMethod SignatureMethod { get; init; }

    /// <summary>Where the <c>oauth_</c> parameters are sent. Default: the <c>Authorization</c> header.</summary>
    public OAuth1Placement Placement { get; init; }

    /// <summary>
    /// The realm in the header (RFC 5849 §3.5.1): an expression over the fields and the connector's inputs. Default:
    /// none.
    /// </summary>
    public string? Realm { get; init; }

    /// <summary>Whether <c>oauth_version=1.0</c> is sent (RFC 5849 §3.1: optional). Default: yes.</summary>
    public bool IncludeVersion { get; init; } = true;

    /// <summary>
    /// Whether <c>oauth_body_hash</c> is sent for bodies that are not forms (OAuth Request Body Hash extension).
    /// Default: no.
    /// </summary>
    public bool IncludeBodyHash { get; init; }

    /// <summary>The endpoint for temporary credentials (RFC 5849 §2.1). Required for sign-in.</summary>
    public string? TemporaryCredentialUrl { get; init; }

    /// <summary>The page where the person authorizes access (RFC 5849 §2.2). Required for sign-in.</summary>
    public string? AuthorizationUrl { get; init; }

    /// <summary>
    /// The token endpoint (RFC 5849 §2.3). It also refreshes the token where the system issues an
    /// <c>oauth_session_handle</c> with it (OAuth Session 1.0). Required for sign-in.
    /// </summary>
    public string? TokenUrl { get; init; }

    /// <summary>
    /// The HTTP method of the requests to <see cref="TemporaryCredentialUrl"/> and <see cref="TokenUrl"/>. Default:
    /// <c>POST</c>.
    /// </summary>
    public string TokenRequestMethod { get; init => field = value ?? "POST"; } = "POST";

    /// <summary>
    /// Where the <c>oauth_</c> parameters of those requests are sent. Default: the same as <see cref="Placement"/>.
    /// </summary>
    public OAuth1Placement? TokenRequestPlacement { get; init; }

    /// <summary>
    /// Additional parameters of the request for temporary credentials, such as <c>scope</c>. They are signed and sent
    /// as a form, or in the query if <see cref="TokenRequestMethod"/> is <c>GET</c>. An empty value is not sent.
    /// </summary>
    public IReadOnlyDictionary<string, string> TemporaryCredentialParameters
    {
        get;
        init => field = ValueMap<string>.Of(value);
    } = ValueMap<string>.Empty;

    /// <summary>
    /// Additional parameters of the URL that the person visits, such as <c>name</c> or <c>expiration</c>. They may use
    /// <c>{temporaryToken}</c>, for systems that expect it under a name other than <c>oauth_token</c>. An empty value
    /// removes a standard parameter.
    /// </summary>
    public IReadOnlyDictionary<string, string> AuthorizationParameters
    {
        get;
        init => field = ValueMap<string>.Of(value);
    } = ValueMap<string>.Empty;

    /// <summary>
    /// Additional parameters of token requests, sent in the same way as <see cref="TemporaryCredentialParameters"/>.
    /// </summary>
    public IReadOnlyDictionary<string, string> TokenParameters
    {
        get;
        init => field = ValueMap<string>.Of(value);
    } = ValueMap<string>.Empty;

    /// <summary>
    /// Values to capture at sign-in, for use in expressions. They come from the token response or from the callback
    /// (<see cref="CapturedValueSource.TokenResponse"/>, <see cref="CapturedValueSource.Callback"/>).
    /// </summary>
    public IReadOnlyList<CapturedValue> Captures
    {
        get;
        init => field = ValueList<CapturedValue>.Of(value);
    } = ValueList<CapturedValue>.Empty;
}
