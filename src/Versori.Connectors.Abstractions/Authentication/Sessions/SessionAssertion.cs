using Versori.Connectors.Serialization;

namespace Versori.Connectors;

/// <summary>
/// A JWT (RFC 7519) that is signed anew for each sign-in, for the requests of a <see cref="SessionTokenAuth"/> to send: in
/// <c>Authorization</c>, as GitHub Apps want it, or as the assertion of a grant.
/// </summary>
public sealed record SessionAssertion
{
    /// <summary>The name that templates use. It differs from those of inputs, fields and picked values.</summary>
    public required string Name { get; init; }

    /// <summary>How it is signed. Default: RS256.</summary>
    public JwtAlgorithm Algorithm { get; init; }

    /// <summary>The field that holds the key. Default: <c>privateKey</c>.</summary>
    public string KeyField { get; init; } = "privateKey";

    /// <summary>How the key is written. Default: found out from what it looks like.</summary>
    public KeyFormat KeyFormat { get; init; }

    /// <summary>The field that holds the passphrase of an encrypted key, if it can be one.</summary>
    public string? PassphraseField { get; init; }

    /// <summary>Members of the header besides <c>alg</c>, as in <see cref="SelfSignedJwtAuth.Header"/>.</summary>
    public IReadOnlyList<JwtMember> Header { get; init => field = ValueList<JwtMember>.Of(value); } = ValueList<JwtMember>.Empty;

    /// <summary>The claims besides <c>iat</c> and <c>exp</c> (RFC 7519 §4), which are added where they are not named here.</summary>
    public IReadOnlyList<JwtMember> Claims { get; init => field = ValueList<JwtMember>.Of(value); } = ValueList<JwtMember>.Empty;

    /// <summary>How long it is good, which <c>exp</c> says. Default: 5 minutes.</summary>
    public TimeSpan Lifetime { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How far <c>iat</c> lies in the past, for systems whose clock is behind. Default: not at all.</summary>
    public TimeSpan Backdate { get; init; }

    /// <summary>Whether a random <c>jti</c> is added (RFC 7519 §4.1.7). Default: no.</summary>
    public bool JwtId { get; init; }
}
