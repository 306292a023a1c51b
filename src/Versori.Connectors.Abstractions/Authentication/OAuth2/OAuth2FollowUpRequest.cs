using Versori.Connectors.Serialization;

namespace Versori.Connectors;

/// <summary>
/// A request that is sent after each token response, and whose response replaces it. It exchanges a short-lived token
/// for a long-lived one or for a session. Texts are expressions over the credential's fields, the connector's inputs
/// and <c>accessToken</c>, the token to exchange.
/// </summary>
public sealed record OAuth2FollowUpRequest
{
    /// <summary>The absolute URL; an expression.</summary>
    public required string Url { get; init; }

    /// <summary>The HTTP method. Default: <c>POST</c>. With <c>GET</c> the parameters are sent in the query.</summary>
    public string Method { get; init => field = value ?? "POST"; } = "POST";

    /// <summary>How the parameters are sent. Default: as a form.</summary>
    public OAuth2RequestFormat Format { get; init; }

    /// <summary>The parameters. An empty value is not sent.</summary>
    public IReadOnlyDictionary<string, string> Parameters
    {
        get;
        init => field = ValueMap<string>.Of(value);
    } = ValueMap<string>.Empty;

    /// <summary>The headers.</summary>
    public IReadOnlyDictionary<string, string> Headers
    {
        get;
        init => field = ValueMap<string>.Of(value);
    } = ValueMap<string>.Empty;

    /// <summary>
    /// Where the values are in the response. Default: as in RFC 6749 §5. If the response has no refresh token, the one
    /// of the token response is kept.
    /// </summary>
    public OAuth2TokenResponseMapping TokenResponse { get; init => field = value ?? new(); } = new();

    /// <summary>
    /// Whether the response of a refresh is used as it is. Default: no, it is exchanged like the first token response.
    /// </summary>
    public bool SkipAfterRefresh { get; init; }
}
