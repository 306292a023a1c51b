using Versori.Connectors.Serialization;

namespace Versori.Connectors;

/// <summary>
/// OAuth 2.0 (RFC 6749). URLs and parameter values are expressions over the credential's fields and the connector's
/// inputs. Fields: <c>clientId</c>, <c>clientSecret</c>, those of the grant and those in <see cref="Fields"/>; for
/// tokens obtained elsewhere <c>accessToken</c> and <c>refreshToken</c>.
/// </summary>
public sealed record OAuth2Auth() : AuthMethod("oauth2")
{
    private static readonly CredentialPlacement BearerHeader = new()
    {
        Name = "Authorization",
        Value = "Bearer {accessToken}",
    };

    /// <summary>How the access token is obtained.</summary>
    public required OAuth2Grant Grant { get; init; }

    /// <summary>
    /// The token endpoint (RFC 6749 §3.2). Not needed only where a given access token is used until it is rejected.
    /// </summary>
    public string? TokenUrl { get; init; }

    /// <summary>The authorization endpoint (RFC 6749 §3.1).</summary>
    public string? AuthorizationUrl { get; init; }

    /// <summary>The endpoint where tokens are refreshed. Default: <see cref="TokenUrl"/>.</summary>
    public string? RefreshUrl { get; init; }

    /// <summary>
    /// The revocation endpoint (RFC 7009), called when a connection is disconnected. Default: none, tokens are not
    /// revoked.
    /// </summary>
    public string? RevocationUrl { get; init; }

    /// <summary>
    /// The introspection endpoint (RFC 7662), called for a token's expiry when the token response does not contain it.
    /// </summary>
    public string? IntrospectionUrl { get; init; }

    /// <summary>The device authorization endpoint (RFC 8628 §3.1).</summary>
    public string? DeviceAuthorizationUrl { get; init; }

    /// <summary>
    /// The pushed authorization request endpoint (RFC 9126). If set, authorization requests are pushed to it first.
    /// </summary>
    public string? PushedAuthorizationUrl { get; init; }

    /// <summary>
    /// Whether authorization requests are pushed (RFC 9126) if the authorization server's metadata offer it. Requests
    /// are pushed in any case if the server requires it. Default: no.
    /// </summary>
    public bool PushAuthorizationRequests { get; init; }

    /// <summary>The client registration endpoint (RFC 7591), called for a connection that has no client yet.</summary>
    public string? RegistrationUrl { get; init; }

    /// <summary>
    /// The authorization server's issuer identifier. If <see cref="TokenUrl"/> is not set, the issuer's metadata (RFC
    /// 8414, OpenID Connect Discovery) supplies the URLs that are not set. Authorization responses that name another
    /// issuer are refused (RFC 9207).
    /// </summary>
    public string? Issuer { get; init; }

    /// <summary>
    /// The protected resource, sent as <c>resource</c> (RFC 8707). If neither <see cref="Issuer"/> nor
    /// <see cref="TokenUrl"/> is set, the resource's metadata (RFC 9728) names the authorization server.
    /// </summary>
    public string? Resource { get; init; }

    /// <summary>
    /// The id of the host's own client, for connections that do not supply one. Its secret is kept centrally, see
    /// <c>IConnectorCatalog.SetClientSecretAsync</c>.
    /// </summary>
    public string? ClientId { get; init; }

    /// <summary>
    /// The URL of the host's own client metadata (OAuth Client ID Metadata Document): <c>https</c>, with a path. It is
    /// the client's id for a connection that has no other client, if the authorization server supports that; otherwise
    /// a client is registered (RFC 7591). Default: none.
    /// </summary>
    public string? ClientMetadataUrl { get; init; }

    /// <summary>
    /// How the client authenticates at the token endpoint (RFC 6749 §2.3). Default: <c>client_secret_basic</c>.
    /// </summary>
    public OAuth2ClientAuthentication ClientAuthentication { get; init; }

    /// <summary>
    /// Whether client id and secret are put into HTTP Basic without form-encoding them first, against RFC 6749 §2.3.1.
    /// Many providers expect this; it makes a difference only for unusual characters. Default: no.
    /// </summary>
    public bool UnencodedClientCredentials { get; init; }

    /// <summary>
    /// The header for <see cref="OAuth2ClientAuthentication.Header"/>: an expression over <c>clientId</c> and
    /// <c>clientSecret</c>.
    /// </summary>
    public CredentialPlacement? ClientAuthenticationHeader { get; init; }

    /// <summary>The assertion that authenticates the client (RFC 7523 §2.2). Default: the standard claims.</summary>
    public OAuth2Assertion? ClientAssertion { get; init; }

    /// <summary>The assertion that is the grant (RFC 7523 §2.1), for <see cref="OAuth2Grant.JwtBearer"/>.</summary>
    public OAuth2Assertion? GrantAssertion { get; init; }

    /// <summary>
    /// The SAML 2.0 assertion that is the grant (RFC 7522 §2.1), for <see cref="OAuth2Grant.SamlBearer"/>. Default:
    /// none, the connection supplies the assertion.
    /// </summary>
    public OAuth2SamlAssertion? SamlAssertion { get; init; }

    /// <summary>Further fields that a credential supplies, for use in expressions. Default: none.</summary>
    public IReadOnlyList<CredentialField> Fields
    {
        get;
        init => field = ValueList<CredentialField>.Of(value);
    } = ValueList<CredentialField>.Empty;

    /// <summary>The scopes that the external system offers, by name, with a description of what each allows.</summary>
    public IReadOnlyDictionary<string, string> AvailableScopes
    {
        get;
        init => field = ValueMap<string>.Of(value);
    } = ValueMap<string>.Empty;

    /// <summary>
    /// The scopes to request. Default: none. If the metadata of <see cref="Resource"/> is used and no scopes are set,
    /// the scopes that it lists are requested.
    /// </summary>
    public IReadOnlyList<string> Scopes { get; init => field = ValueList<string>.Of(value); } = ValueList<string>.Empty;

    /// <summary>The separator between scopes. Default: one space (RFC 6749 §3.3).</summary>
    public string ScopeSeparator { get; init => field = value ?? " "; } = " ";

    /// <summary>How the parameters of a token request are sent. Default: as a form.</summary>
    public OAuth2RequestFormat TokenRequestFormat { get; init; }

    /// <summary>
    /// The HTTP method of token requests. Default: <c>POST</c>. With <c>GET</c> the parameters are sent in the query.
    /// </summary>
    public string TokenRequestMethod { get; init => field = value ?? "POST"; } = "POST";

    /// <summary>
    /// How the parameters of a refresh request are sent. Default: the same as <see cref="TokenRequestFormat"/>.
    /// </summary>
    public OAuth2RequestFormat? RefreshRequestFormat { get; init; }

    /// <summary>The HTTP method of refresh requests. Default: the same as <see cref="TokenRequestMethod"/>.</summary>
    public string? RefreshRequestMethod { get; init; }

    /// <summary>
    /// Additional parameters of every token request, such as <c>audience</c>. An empty value removes a standard
    /// parameter. A <c>grant_type</c> set here does not apply to refresh requests. Of a sign-in with an authorization
    /// code, expressions may use <c>code</c>, <c>state</c>, <c>codeVerifier</c> and <c>redirectUri</c>; what uses one
    /// of them is left out of other token requests.
    /// </summary>
    public IReadOnlyDictionary<string, string> TokenParameters
    {
        get;
        init => field = ValueMap<string>.Of(value);
    } = ValueMap<string>.Empty;

    /// <summary>
    /// Additional headers of every token request. An empty value leaves a header out. Expressions may use the same
    /// values as <see cref="TokenParameters"/>.
    /// </summary>
    public IReadOnlyDictionary<string, string> TokenHeaders
    {
        get;
        init => field = ValueMap<string>.Of(value);
    } = ValueMap<string>.Empty;

    /// <summary>
    /// Additional parameters of refresh requests only. They take precedence over <see cref="TokenParameters"/>.
    /// </summary>
    public IReadOnlyDictionary<string, string> RefreshParameters
    {
        get;
        init => field = ValueMap<string>.Of(value);
    } = ValueMap<string>.Empty;

    /// <summary>
    /// Additional headers of refresh requests only. They take precedence over <see cref="TokenHeaders"/>; an empty
    /// value leaves a header out of refresh requests.
    /// </summary>
    public IReadOnlyDictionary<string, string> RefreshHeaders
    {
        get;
        init => field = ValueMap<string>.Of(value);
    } = ValueMap<string>.Empty;

    /// <summary>
    /// Whether a refresh request includes the scopes. Default: no, the server then keeps the scopes that were granted
    /// (RFC 6749 §6).
    /// </summary>
    public bool IncludeScopesOnRefresh { get; init; }

    /// <summary>
    /// Whether a refresh request includes the redirect URI of the sign-in as <c>redirect_uri</c>, for systems that
    /// require it, which RFC 6749 §6 does not. A connection that was made from tokens has none; its refresh requests
    /// do not include it. Default: no.
    /// </summary>
    public bool IncludeRedirectUriOnRefresh { get; init; }

    /// <summary>Where the values are in the token response. Default: as in RFC 6749 §5.</summary>
    public OAuth2TokenResponseMapping TokenResponse { get; init => field = value ?? new(); } = new();

    /// <summary>Values to capture at sign-in, for use in expressions. Default: none.</summary>
    public IReadOnlyList<CapturedValue> Captures
    {
        get;
        init => field = ValueList<CapturedValue>.Of(value);
    } = ValueList<CapturedValue>.Empty;

    /// <summary>
    /// A request that is sent after each token response, and whose response replaces it. Default: none.
    /// </summary>
    public OAuth2FollowUpRequest? FollowUpRequest { get; init; }

    /// <summary>
    /// Where the values are in the response to a refresh, for systems whose refresh has another response than the
    /// grant. Default: as in <see cref="TokenResponse"/>.
    /// </summary>
    public OAuth2TokenResponseMapping? RefreshResponse { get; init; }

    /// <summary>
    /// Whether the response to a refresh may contain no access token. The current one then stays in use, with the
    /// expiry in the response. Default: no, such a response is an error (RFC 6749 §5.1).
    /// </summary>
    public bool RefreshKeepsAccessToken { get; init; }

    /// <summary>
    /// A grant without a person that obtains all tokens after sign-in, for systems where the person only consents once:
    /// <see cref="OAuth2Grant.ClientCredentials"/> or <see cref="OAuth2Grant.JwtBearer"/>. A refresh then repeats this
    /// grant, and a callback without a code is a consent. Default: none, tokens are refreshed with the refresh token
    /// (RFC 6749 §6).
    /// </summary>
    public OAuth2Grant? RefreshGrant { get; init; }

    /// <summary>
    /// Token types that are accepted besides the standard one, such as <c>user</c>, compared without case. The standard
    /// types are <c>Bearer</c>, or <c>DPoP</c> with <see cref="UseDpop"/>; a response without a type is accepted. A
    /// token of another type is not used (RFC 6749 §7.1, RFC 9449 §5). With <see cref="UseDpop"/>, a token of an
    /// accepted type is sent by <see cref="TokenPlacement"/>, without a proof. Default: none.
    /// </summary>
    public IReadOnlyList<string> AcceptedTokenTypes
    {
        get;
        init => field = ValueList<string>.Of(value);
    } = ValueList<string>.Empty;

    /// <summary>
    /// Status codes of the token endpoint after which the account has to be connected again, whatever the response
    /// contains, such as 401 for systems that refuse a refresh token so. They take precedence over everything else.
    /// Default: none.
    /// </summary>
    public IReadOnlyList<int> FinalStatusCodes
    {
        get;
        init => field = ValueList<int>.Of(value);
    } = ValueList<int>.Empty;

    /// <summary>
    /// Texts, such as <c>Invalid refresh token</c>: after an error response of the token endpoint that contains one of
    /// them, compared without case, the account has to be connected again. Default: none.
    /// </summary>
    public IReadOnlyList<string> FinalMessages
    {
        get;
        init => field = ValueList<string>.Of(value);
    } = ValueList<string>.Empty;

    /// <summary>
    /// Provider-specific error codes after which the account has to be connected again, in addition to those of RFC
    /// 6749 §5.2.
    /// </summary>
    public IReadOnlyList<string> FinalErrors
    {
        get;
        init => field = ValueList<string>.Of(value);
    } = ValueList<string>.Empty;

    /// <summary>
    /// Provider-specific error codes that are transient. They take precedence over <see cref="FinalErrors"/>.
    /// </summary>
    public IReadOnlyList<string> TransientErrors
    {
        get;
        init => field = ValueList<string>.Of(value);
    } = ValueList<string>.Empty;

    /// <summary>The type of the token to exchange (RFC 8693 §3). Default: an access token.</summary>
    public string? SubjectTokenType { get; init; }

    /// <summary>
    /// The code challenge method that binds an authorization request to the client instance that began it (RFC 7636).
    /// Default: <c>S256</c>.
    /// </summary>
    public OAuth2Pkce Pkce { get; init; }

    /// <summary>
    /// Whether a server that discovery found through <see cref="Resource"/> is assumed to support PKCE although its
    /// metadata do not state it. Otherwise such a server is refused, as the MCP authorization specification orders
    /// (2025-11-25, "Authorization Code Protection"). Default: no.
    /// </summary>
    public bool AssumePkce { get; init; }

    /// <summary>How the authorization response is returned. Default: in the query.</summary>
    public OAuth2ResponseMode ResponseMode { get; init; }

    /// <summary>
    /// Additional parameters of authorization requests, such as <c>access_type=offline</c>. An empty value removes a
    /// standard parameter. They may use <c>{redirectUri}</c>, for systems that expect it under a name other than
    /// <c>redirect_uri</c>.
    /// </summary>
    public IReadOnlyDictionary<string, string> AuthorizationParameters
    {
        get;
        init => field = ValueMap<string>.Of(value);
    } = ValueMap<string>.Empty;

    /// <summary>
    /// The fragment of the authorization URL, such as <c>/oauth/authorize</c>, for systems whose sign-in page is an
    /// application in the browser. The parameters are then appended to the fragment. Default: none.
    /// </summary>
    public string? AuthorizationFragment { get; init; }

    /// <summary>
    /// The name of the callback parameter that carries the authorization code. Default: <c>code</c> (RFC 6749 §4.1.2).
    /// </summary>
    public string CallbackCodeParameter { get; init => field = value ?? "code"; } = "code";

    /// <summary>
    /// The name of the token request parameter that carries the authorization code. Default: <c>code</c> (RFC 6749
    /// §4.1.3).
    /// </summary>
    public string TokenRequestCodeParameter { get; init => field = value ?? "code"; } = "code";

    /// <summary>
    /// Whether an authorization response without an issuer is refused (RFC 9207 §2.4). Discovery turns it on if the
    /// server's metadata says that it sends the issuer. Default: no.
    /// </summary>
    public bool RequireIssuer { get; init; }

    /// <summary>
    /// The origins of the URLs that discovery found. Requests to them must use <c>https</c> and reach public addresses,
    /// unless the host trusts the origin. Discovery sets it in the snapshot of a connection; a definition does not set
    /// it. Default: none.
    /// </summary>
    public IReadOnlyList<string> DiscoveredOrigins
    {
        get;
        init => field = ValueList<string>.Of(value);
    } = ValueList<string>.Empty;

    /// <summary>Whether tokens are bound to a key of the connection (DPoP, RFC 9449). Default: no.</summary>
    public bool UseDpop { get; init; }

    /// <summary>
    /// Whether tokens are bound to the connection's client certificate (RFC 8705 §3). The connection then needs a
    /// <see cref="ClientCertificateAuth"/>, and discovery uses the server's mutual-TLS endpoints (§5). Default: no.
    /// Authenticating the client with the certificate has the same effect.
    /// </summary>
    public bool CertificateBoundTokens { get; init; }

    /// <summary>Where the access token is sent. Default: <c>Authorization: Bearer …</c> (RFC 6750 §2.1).</summary>
    public CredentialPlacement TokenPlacement { get; init => field = value ?? BearerHeader; } = BearerHeader;

    /// <summary>
    /// The lifetime of an access token whose response contains none (RFC 6749 §5.1). Default: none, the token is used
    /// until it is rejected.
    /// </summary>
    public TimeSpan? DefaultLifetime { get; init; }

    /// <summary>The lifetime of every access token, which replaces the one in the response. Default: none.</summary>
    public TimeSpan? FixedLifetime { get; init; }

    /// <summary>
    /// The lifetime of a refresh token whose response contains none. Default: none, the refresh token is used until it
    /// is refused.
    /// </summary>
    public TimeSpan? RefreshTokenLifetime { get; init; }

    /// <summary>
    /// The maximum time before expiry at which a token is refreshed. It never exceeds a tenth of the token's lifetime.
    /// Default: the margin in the host's options.
    /// </summary>
    public TimeSpan? RefreshMargin { get; init; }
}
