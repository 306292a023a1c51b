using Versori.Connectors.Serialization;

namespace Versori.Connectors;

/// <summary>
/// A JWT (RFC 7519) that the library signs and sends as the credential, as with GitHub Apps and App Store Connect. The
/// token is kept in memory until shortly before it expires.
/// </summary>
public sealed record SelfSignedJwtAuth() : AuthMethod("selfSignedJwt")
{
    /// <summary>The fields that a connection supplies. Default: one, named <c>privateKey</c>.</summary>
    public IReadOnlyList<CredentialField> Fields
    {
        get;
        init => field = ValueList<CredentialField>.Of(value);
    } = ValueList<CredentialField>.Of([new() { Name = "privateKey" }]);

    /// <summary>The signature algorithm. Default: RS256.</summary>
    public JwtAlgorithm Algorithm { get; init; }

    /// <summary>The field that holds the key. Default: <c>privateKey</c>.</summary>
    public string KeyField { get; init; } = "privateKey";

    /// <summary>
    /// The key, where it is part of a field or composed of several: an expression over the fields and the connector's
    /// inputs, such as <c>{adminKey | after(":")}</c>. Default: the content of <see cref="KeyField"/>.
    /// </summary>
    public string? Key { get; init; }

    /// <summary>The format of the key. Default: detected from the key.</summary>
    public KeyFormat KeyFormat { get; init; }

    /// <summary>The field that holds the passphrase, if the key may be encrypted. Default: none.</summary>
    public string? PassphraseField { get; init; }

    /// <summary>
    /// The header parameters besides <c>alg</c> (RFC 7515 §4.1). If <c>typ</c> is not named, it is <c>JWT</c>. If
    /// <c>kid</c> is not named, it is that of the JWK, if the JWK has one.
    /// </summary>
    public IReadOnlyList<JwtClaim> HeaderParameters
    {
        get;
        init => field = ValueList<JwtClaim>.Of(value);
    } = ValueList<JwtClaim>.Empty;

    /// <summary>
    /// The claims (RFC 7519 §4) besides those that the settings below add. A claim of the same name replaces an added
    /// one.
    /// </summary>
    public IReadOnlyList<JwtClaim> Claims
    {
        get;
        init => field = ValueList<JwtClaim>.Of(value);
    } = ValueList<JwtClaim>.Empty;

    /// <summary>How long a token is valid, sent as <c>exp</c> (RFC 7519 §4.1.4). Default: 5 minutes.</summary>
    public TimeSpan Lifetime { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// How far <c>iat</c> and <c>nbf</c> are in the past, for systems whose clock is behind. Default: zero.
    /// </summary>
    public TimeSpan Backdate { get; init; }

    /// <summary>Whether <c>iat</c> is added (RFC 7519 §4.1.6). Default: yes.</summary>
    public bool IncludeIssuedAt { get; init; } = true;

    /// <summary>Whether <c>exp</c> is added (RFC 7519 §4.1.4). Default: yes.</summary>
    public bool IncludeExpiration { get; init; } = true;

    /// <summary>Whether <c>nbf</c> is added (RFC 7519 §4.1.5). Default: no.</summary>
    public bool IncludeNotBefore { get; init; }

    /// <summary>Whether a random <c>jti</c> is added (RFC 7519 §4.1.7). Default: no.</summary>
    public bool IncludeJwtId { get; init; }

    /// <summary>
    /// The maximum time before expiry at which a token is replaced. It never exceeds a tenth of the token's lifetime.
    /// Default: the margin in the host's options.
    /// </summary>
    public TimeSpan? RefreshMargin { get; init; }

    /// <summary>
    /// Where the token is sent: an expression with <c>jwt</c>. Default: <c>Authorization: Bearer …</c>.
    /// </summary>
    public CredentialPlacement Placement { get; init; } = new() { Name = "Authorization", Value = "Bearer {jwt}" };
}
