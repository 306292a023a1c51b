using Versori.Connectors.Serialization;

namespace Versori.Connectors;

/// <summary>
/// OAuth 2.0 (RFC 6749). URLs and parameter values are templates over the credential's fields and the connector's inputs.
/// Fields: <c>clientId</c>, <c>clientSecret</c>, those of the grant and those in <see cref="Fields"/>; for tokens obtained
/// elsewhere <c>accessToken</c>, <c>refreshToken</c>.
/// </summary>
public sealed record OAuth2Auth() : AuthMethod("oauth2")
{
    private static readonly CredentialPlacement BearerHeader = new() { Name = "Authorization", Value = "Bearer {accessToken}" };

    /// <summary>How the access token is obtained.</summary>
    public required OAuth2Grant Grant { get; init; }

    /// <summary>The token endpoint (RFC 6749 §3.2). Needed for everything but using a given token until it is rejected.</summary>
    public string? TokenUrl { get; init; }

    /// <summary>The authorization endpoint (RFC 6749 §3.1).</summary>
    public string? AuthorizationUrl { get; init; }

    /// <summary>Where tokens are refreshed, if not at <see cref="TokenUrl"/>.</summary>
    public string? RefreshUrl { get; init; }

    /// <summary>Where tokens are revoked (RFC 7009) when a connection is disconnected.</summary>
    public string? RevocationUrl { get; init; }

    /// <summary>Where a token's expiry is asked for (RFC 7662) when the token endpoint does not tell it.</summary>
    public string? IntrospectionUrl { get; init; }

    /// <summary>The device authorization endpoint (RFC 8628 §3.1).</summary>
    public string? DeviceAuthorizationUrl { get; init; }

    /// <summary>Where authorization requests are pushed first (RFC 9126).</summary>
    public string? PushedAuthorizationUrl { get; init; }

    /// <summary>Where a client is registered for a connection that has none (RFC 7591).</summary>
    public string? RegistrationUrl { get; init; }

    /// <summary>
    /// The authorization server's issuer. Its metadata (RFC 8414, OpenID Connect Discovery) fill in URLs that are not set
    /// when <see cref="TokenUrl"/> is not, and answers that name another issuer are refused (RFC 9207).
    /// </summary>
    public string? Issuer { get; init; }

    /// <summary>
    /// The protected resource: sent as <c>resource</c> (RFC 8707). Where neither <see cref="Issuer"/> nor
    /// <see cref="TokenUrl"/> is set, its metadata (RFC 9728) name the authorization server.
    /// </summary>
    public string? Resource { get; init; }

    /// <summary>
    /// The id of the host's own client, for connections that bring none of their own. Its secret is kept centrally, see
    /// <c>IAuthorizations.RotateClientSecretAsync</c>.
    /// </summary>
    public string? ClientId { get; init; }

    /// <summary>How the client authenticates at the token endpoint (RFC 6749 §2.3). Default: <c>client_secret_basic</c>.</summary>
    public OAuth2ClientAuthentication ClientAuthentication { get; init; }

    /// <summary>
    /// Whether id and secret go into HTTP Basic as they are, instead of form-encoded first (RFC 6749 §2.3.1). Many
    /// providers want it so; it makes a difference only for unusual characters. Default: no.
    /// </summary>
    public bool PlainClientCredentials { get; init; }

    /// <summary>The header for <see cref="OAuth2ClientAuthentication.Header"/>; a template over <c>clientId</c> and <c>clientSecret</c>.</summary>
    public CredentialPlacement? ClientAuthenticationHeader { get; init; }

    /// <summary>The assertion that authenticates the client (RFC 7523 §2.2). Default: the usual claims.</summary>
    public OAuth2Assertion? ClientAssertion { get; init; }

    /// <summary>The assertion that is the grant (RFC 7523 §2.1), for <see cref="OAuth2Grant.JwtBearer"/>.</summary>
    public OAuth2Assertion? GrantAssertion { get; init; }

    /// <summary>Further fields that a credential supplies, for templates to use.</summary>
    public IReadOnlyList<CredentialField> Fields { get; init => field = ValueList<CredentialField>.Of(value); } = ValueList<CredentialField>.Empty;

    /// <summary>The scopes that the external system offers, with what each allows.</summary>
    public IReadOnlyDictionary<string, string> AvailableScopes { get; init => field = ValueMap<string>.Of(value); } = ValueMap<string>.Empty;

    /// <summary>The scopes asked for.</summary>
    public IReadOnlyList<string> Scopes { get; init => field = ValueList<string>.Of(value); } = ValueList<string>.Empty;

    /// <summary>What separates scopes. Default: one space (RFC 6749 §3.3).</summary>
    public string ScopeSeparator { get; init => field = value ?? " "; } = " ";

    /// <summary>How a token request's parameters are sent. Default: as a form.</summary>
    public OAuth2RequestFormat TokenRequestFormat { get; init; }

    /// <summary>The method of token requests. Default: <c>POST</c>; with <c>GET</c> the parameters go into the query.</summary>
    public string TokenRequestMethod { get; init => field = value ?? "POST"; } = "POST";

    /// <summary>How a refresh's parameters are sent. Default: as <see cref="TokenRequestFormat"/> says.</summary>
    public OAuth2RequestFormat? RefreshRequestFormat { get; init; }

    /// <summary>The method of refreshes. Default: as <see cref="TokenRequestMethod"/> says.</summary>
    public string? RefreshRequestMethod { get; init; }

    /// <summary>
    /// Extra parameters of every token request, such as <c>audience</c>. An empty value leaves a usual parameter out. A
    /// <c>grant_type</c> among them is not for refreshes, which have their own.
    /// </summary>
    public IReadOnlyDictionary<string, string> TokenParameters { get; init => field = ValueMap<string>.Of(value); } = ValueMap<string>.Empty;

    /// <summary>Extra headers of every token request.</summary>
    public IReadOnlyDictionary<string, string> TokenHeaders { get; init => field = ValueMap<string>.Of(value); } = ValueMap<string>.Empty;

    /// <summary>Extra parameters of refreshes only; they win over <see cref="TokenParameters"/>.</summary>
    public IReadOnlyDictionary<string, string> RefreshParameters { get; init => field = ValueMap<string>.Of(value); } = ValueMap<string>.Empty;

    /// <summary>Extra headers of refreshes only; they win over <see cref="TokenHeaders"/>.</summary>
    public IReadOnlyDictionary<string, string> RefreshHeaders { get; init => field = ValueMap<string>.Of(value); } = ValueMap<string>.Empty;

    /// <summary>Whether a refresh names the scopes again. Default: no, which asks for what was granted (RFC 6749 §6).</summary>
    public bool RefreshWithScopes { get; init; }

    /// <summary>Where things stand in the token endpoint's answer. Default: as RFC 6749 §5 has it.</summary>
    public OAuth2TokenAnswer TokenAnswer { get; init => field = value ?? new(); } = new();

    /// <summary>Values that signing in brings along, for templates to use.</summary>
    public IReadOnlyList<OAuth2Capture> Captures { get; init => field = ValueList<OAuth2Capture>.Of(value); } = ValueList<OAuth2Capture>.Empty;

    /// <summary>A request that follows and whose answer takes the place of the token endpoint's. Default: none.</summary>
    public OAuth2FollowUp? FollowUp { get; init; }

    /// <summary>Error codes of the provider after which only connecting again helps, besides those of RFC 6749 §5.2.</summary>
    public IReadOnlyList<string> FinalErrors { get; init => field = ValueList<string>.Of(value); } = ValueList<string>.Empty;

    /// <summary>Error codes of the provider that pass by themselves; they win over the final ones.</summary>
    public IReadOnlyList<string> TransientErrors { get; init => field = ValueList<string>.Of(value); } = ValueList<string>.Empty;

    /// <summary>The type of the token that is exchanged (RFC 8693 §3). Default: an access token.</summary>
    public string? SubjectTokenType { get; init; }

    /// <summary>How an authorization request is bound to the one who began it (RFC 7636). Default: <c>S256</c>.</summary>
    public OAuth2Pkce Pkce { get; init; }

    /// <summary>How the authorization answer comes back. Default: in the query.</summary>
    public OAuth2ResponseMode ResponseMode { get; init; }

    /// <summary>
    /// Extra parameters of authorization requests, such as <c>access_type=offline</c>. An empty value leaves a usual one out.
    /// They may use <c>{redirectUri}</c>, for systems that want it under a name other than <c>redirect_uri</c>.
    /// </summary>
    public IReadOnlyDictionary<string, string> AuthorizationParameters { get; init => field = ValueMap<string>.Of(value); } = ValueMap<string>.Empty;

    /// <summary>
    /// The fragment of the authorization URL, such as <c>/oauth/authorize</c>, for systems whose sign-in page is an
    /// application in the browser: the parameters then go behind it, into the fragment. Default: none.
    /// </summary>
    public string? AuthorizationFragment { get; init; }

    /// <summary>The name of the parameter that the code comes back in. Default: <c>code</c> (RFC 6749 §4.1.2).</summary>
    public string CodeParameter { get; init => field = value ?? "code"; } = "code";

    /// <summary>The name of the token request's parameter that the code goes into. Default: <c>code</c> (RFC 6749 §4.1.3).</summary>
    public string TokenCodeParameter { get; init => field = value ?? "code"; } = "code";

    /// <summary>Whether an authorization answer without an issuer is refused (RFC 9207 §2.4). Discovery turns it on.</summary>
    public bool RequireIssuer { get; init; }

    /// <summary>Whether tokens are bound to a key of the connection (DPoP, RFC 9449). Default: no.</summary>
    public bool Dpop { get; init; }

    /// <summary>
    /// Whether tokens are bound to the connection's client certificate (RFC 8705 §3). The connection then needs a
    /// <see cref="ClientCertificateAuth"/>, and discovery takes the endpoints that the server has for such clients (§5).
    /// Default: no. Authenticating with the certificate does the same.
    /// </summary>
    public bool CertificateBoundTokens { get; init; }

    /// <summary>Where the access token goes. Default: <c>Authorization: Bearer …</c> (RFC 6750 §2.1).</summary>
    public CredentialPlacement TokenPlacement { get; init => field = value ?? BearerHeader; } = BearerHeader;

    /// <summary>
    /// The lifetime of a token whose answer does not say (RFC 6749 §5.1). Default: none, the token is used until it is
    /// rejected.
    /// </summary>
    public TimeSpan? DefaultLifetime { get; init; }

    /// <summary>The lifetime of every token, whatever the answer says. Default: none.</summary>
    public TimeSpan? FixedLifetime { get; init; }

    /// <summary>The lifetime of a refresh token whose answer does not say. Default: none, it is used until it is refused.</summary>
    public TimeSpan? RefreshTokenLifetime { get; init; }

    /// <summary>
    /// How long before expiry a token is renewed, at the most; never more than a tenth of its lifetime. Default: as the
    /// host's options say.
    /// </summary>
    public TimeSpan? RenewalMargin { get; init; }
}
