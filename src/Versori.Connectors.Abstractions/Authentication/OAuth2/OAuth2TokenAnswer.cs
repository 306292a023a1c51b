using Versori.Connectors.Serialization;

namespace Versori.Connectors;

/// <summary>
/// Where things stand in the answer of a token endpoint (RFC 6749 §5). Each is a member's name or a JSON pointer such as
/// <c>/authed_user/access_token</c> or <c>/0/token</c>.
/// </summary>
public sealed record OAuth2TokenAnswer
{
    private static readonly ValueList<string> UsualRefreshExpiries = ValueList<string>.Of(["refresh_expires_in", "refresh_token_expires_in", "x_refresh_token_expires_in"]);

    /// <summary>How the answer is written. Default: found out from the answer.</summary>
    public OAuth2AnswerFormat Format { get; init; }

    /// <summary>The access token. Default: <c>access_token</c>.</summary>
    public string AccessToken { get; init => field = value ?? "access_token"; } = "access_token";

    /// <summary>The refresh token. Default: <c>refresh_token</c>.</summary>
    public string RefreshToken { get; init => field = value ?? "refresh_token"; } = "refresh_token";

    /// <summary>
    /// The expiry. Default: <c>expires_in</c>, and in an answer without it an <c>expires_at</c> that is a time to come, as
    /// <see cref="OAuth2ExpiryUnit.Time"/>.
    /// </summary>
    public string Expiry { get; init => field = value ?? "expires_in"; } = "expires_in";

    /// <summary>What the expiry is counted in. Default: seconds from now.</summary>
    public OAuth2ExpiryUnit ExpiryUnit { get; init; }

    /// <summary>
    /// The refresh token's expiry, in <see cref="ExpiryUnit"/>: the first of these that is there. Default: the usual names
    /// <c>refresh_expires_in</c>, <c>refresh_token_expires_in</c> and <c>x_refresh_token_expires_in</c>.
    /// </summary>
    public IReadOnlyList<string> RefreshExpiry { get; init => field = value is null ? UsualRefreshExpiries : ValueList<string>.Of(value); } = UsualRefreshExpiries;

    /// <summary>The scopes granted: a text, or an array of texts. Default: <c>scope</c>.</summary>
    public string Scope { get; init => field = value ?? "scope"; } = "scope";

    /// <summary>The token's type. Default: <c>token_type</c>.</summary>
    public string TokenType { get; init => field = value ?? "token_type"; } = "token_type";

    /// <summary>The error's code (RFC 6749 §5.2). Default: <c>error</c>.</summary>
    public string Error { get; init => field = value ?? "error"; } = "error";
}
