using Versori.Connectors.Serialization;

namespace Versori.Connectors;

/// <summary>
/// A signed JWT assertion (RFC 7523 §3) that is a grant or authenticates the client. Texts are expressions over the
/// credential's fields and the connector's inputs. <c>iat</c>, <c>exp</c> and a unique <c>jti</c> are added.
/// </summary>
public sealed record OAuth2Assertion
{
    /// <summary>
    /// The signature algorithm (RFC 7518 §3.1). Default: the usual one for the type of the key, such as RS256 or ES256.
    /// </summary>
    public JwtAlgorithm? Algorithm { get; init; }

    /// <summary>The key's id (<c>kid</c>), in the header. Default: none.</summary>
    public string? KeyId { get; init; }

    /// <summary>The issuer (<c>iss</c>). Default: the client's id.</summary>
    public string? Issuer { get; init; }

    /// <summary>The subject (<c>sub</c>). Default: the client's id.</summary>
    public string? Subject { get; init; }

    /// <summary>
    /// The audience (<c>aud</c>). Default: the issuer of the authorization server if known, otherwise the token URL.
    /// </summary>
    public string? Audience { get; init; }

    /// <summary>Further claims, or other values for the claims above. An empty value removes a claim.</summary>
    public IReadOnlyDictionary<string, string> Claims
    {
        get;
        init => field = ValueMap<string>.Of(value);
    } = ValueMap<string>.Empty;

    /// <summary>Further header parameters (RFC 7515 §4).</summary>
    public IReadOnlyDictionary<string, string> HeaderParameters
    {
        get;
        init => field = ValueMap<string>.Of(value);
    } = ValueMap<string>.Empty;

    /// <summary>How long the assertion is valid. Default: 5 minutes.</summary>
    public TimeSpan? Lifetime { get; init; }
}
