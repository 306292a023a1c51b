using Versori.Connectors.Serialization;

namespace Versori.Connectors;

/// <summary>
/// A JWT (RFC 7519) that is signed for each sign-in and sent by the requests of a <see cref="SessionTokenAuth"/>, in
/// <c>Authorization</c> as with GitHub Apps, or as the assertion of a grant.
/// </summary>
public sealed record SessionAssertion
{
    /// <summary>
    /// The name that expressions use. It must differ from the names of inputs, fields and extracted values.
    /// </summary>
    public required string Name { get; init; }

    /// <summary>The signature algorithm. Default: RS256.</summary>
    public JwtAlgorithm Algorithm { get; init; }

    /// <summary>The field that holds the key. Default: <c>privateKey</c>.</summary>
    public string KeyField { get; init; } = "privateKey";

    /// <summary>The format of the key. Default: detected from the key.</summary>
    public KeyFormat KeyFormat { get; init; }

    /// <summary>The field that holds the passphrase, if the key may be encrypted. Default: none.</summary>
    public string? PassphraseField { get; init; }

    /// <summary>
    /// The header parameters besides <c>alg</c>, as in <see cref="SelfSignedJwtAuth.HeaderParameters"/>.
    /// </summary>
    public IReadOnlyList<JwtClaim> HeaderParameters
    {
        get;
        init => field = ValueList<JwtClaim>.Of(value);
    } = ValueList<JwtClaim>.Empty;

    /// <summary>The claims (RFC 7519 §4). <c>iat</c> and <c>exp</c> are added unless they are named here.</summary>
    public IReadOnlyList<JwtClaim> Claims
    {
        get;
        init => field = ValueList<JwtClaim>.Of(value);
    } = ValueList<JwtClaim>.Empty;

    /// <summary>How long the assertion is valid, sent as <c>exp</c>. Default: 5 minutes.</summary>
    public TimeSpan Lifetime { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How far <c>iat</c> is in the past, for systems whose clock is behind. Default: zero.</summary>
    public TimeSpan Backdate { get; init; }

    /// <summary>Whether a random <c>jti</c> is added (RFC 7519 §4.1.7). Default: no.</summary>
    public bool IncludeJwtId { get; init; }
}
