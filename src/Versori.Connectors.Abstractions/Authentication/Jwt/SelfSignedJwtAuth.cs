using Versori.Connectors.Serialization;

namespace Versori.Connectors;

/// <summary>
/// A JWT (RFC 7519) that this library signs itself and sends as the credential, as with GitHub Apps and App Store Connect.
/// It is kept in memory until shortly before it expires.
/// </summary>
public sealed record SelfSignedJwtAuth() : AuthMethod("selfSignedJwt")
{
    /// <summary>The fields that a connection supplies. Default: one, named <c>privateKey</c>.</summary>
    public IReadOnlyList<CredentialField> Fields { get; init => field = ValueList<CredentialField>.Of(value); } = ValueList<CredentialField>.Of([new() { Name = "privateKey" }]);

    /// <summary>How it is signed. Default: RS256.</summary>
    public JwtAlgorithm Algorithm { get; init; }

    /// <summary>The field that holds the key. Default: <c>privateKey</c>.</summary>
    public string KeyField { get; init; } = "privateKey";

    /// <summary>
    /// The key, where it is part of a field or made of several: a template over the fields and the connector's inputs, such as
    /// <c>{adminKey | after(":")}</c>. Default: what <see cref="KeyField"/> holds.
    /// </summary>
    public string? Key { get; init; }

    /// <summary>How the key is written. Default: found out from what it looks like.</summary>
    public KeyFormat KeyFormat { get; init; }

    /// <summary>The field that holds the passphrase of an encrypted key, if it can be one.</summary>
    public string? PassphraseField { get; init; }

    /// <summary>
    /// Members of the header besides <c>alg</c> (RFC 7515 §4.1). Where there is no <c>typ</c>, it is <c>JWT</c>; where there
    /// is no <c>kid</c>, it is the one of the JWK, if that has one.
    /// </summary>
    public IReadOnlyList<JwtMember> Header { get; init => field = ValueList<JwtMember>.Of(value); } = ValueList<JwtMember>.Empty;

    /// <summary>The claims besides those that the settings below add (RFC 7519 §4). A claim of the same name replaces theirs.</summary>
    public IReadOnlyList<JwtMember> Claims { get; init => field = ValueList<JwtMember>.Of(value); } = ValueList<JwtMember>.Empty;

    /// <summary>How long a token is good, which <c>exp</c> says (RFC 7519 §4.1.4). Default: 5 minutes.</summary>
    public TimeSpan Lifetime { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How far <c>iat</c> and <c>nbf</c> lie in the past, for systems whose clock is behind. Default: not at all.</summary>
    public TimeSpan Backdate { get; init; }

    /// <summary>Whether <c>iat</c> is added (RFC 7519 §4.1.6). Default: yes.</summary>
    public bool IssuedAt { get; init; } = true;

    /// <summary>Whether <c>exp</c> is added (RFC 7519 §4.1.4). Default: yes.</summary>
    public bool Expires { get; init; } = true;

    /// <summary>Whether <c>nbf</c> is added (RFC 7519 §4.1.5). Default: no.</summary>
    public bool NotBefore { get; init; }

    /// <summary>Whether a random <c>jti</c> is added (RFC 7519 §4.1.7). Default: no.</summary>
    public bool JwtId { get; init; }

    /// <summary>
    /// How long before its expiry a token is replaced, at the most; never more than a tenth of its lifetime. Default: as
    /// the host's options say.
    /// </summary>
    public TimeSpan? RenewalMargin { get; init; }

    /// <summary>Where the token goes: a template with <c>jwt</c>. Default: <c>Authorization: Bearer …</c>.</summary>
    public CredentialPlacement Placement { get; init; } = new() { Name = "Authorization", Value = "Bearer {jwt}" };
}
