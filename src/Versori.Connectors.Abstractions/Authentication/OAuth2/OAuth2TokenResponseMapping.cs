using Versori.Connectors.Serialization;

namespace Versori.Connectors;

/// <summary>
/// Where the values are in a token response (RFC 6749 §5). Each location is a member's name or a JSON pointer such as
/// <c>/authed_user/access_token</c> or <c>/0/token</c>.
/// </summary>
public sealed record OAuth2TokenResponseMapping
{
    private static readonly ValueList<string> CommonRefreshExpiries = ValueList<string>.Of(
        ["refresh_expires_in", "refresh_token_expires_in", "x_refresh_token_expires_in"]);

    /// <summary>The format of the response. Default: detected from the response.</summary>
    public OAuth2TokenResponseFormat Format { get; init; }

    /// <summary>The access token. Default: <c>access_token</c>.</summary>
    public string AccessToken { get; init => field = value ?? "access_token"; } = "access_token";

    /// <summary>The refresh token. Default: <c>refresh_token</c>.</summary>
    public string RefreshToken { get; init => field = value ?? "refresh_token"; } = "refresh_token";

    /// <summary>
    /// The expiry. Default: <c>expires_in</c>. If the response does not have it, an <c>expires_at</c> in the future is
    /// used, read as <see cref="OAuth2ExpiryUnit.Time"/>.
    /// </summary>
    public string Expiry { get; init => field = value ?? "expires_in"; } = "expires_in";

    /// <summary>The unit or format of the expiry. Default: seconds from now.</summary>
    public OAuth2ExpiryUnit ExpiryUnit { get; init; }

    /// <summary>
    /// The refresh token's expiry, in <see cref="ExpiryUnit"/>. The first location that exists is used. Default: the
    /// common names <c>refresh_expires_in</c>, <c>refresh_token_expires_in</c> and <c>x_refresh_token_expires_in</c>.
    /// </summary>
    public IReadOnlyList<string> RefreshTokenExpiry
    {
        get;
        init => field = value is null ? CommonRefreshExpiries : ValueList<string>.Of(value);
    } = CommonRefreshExpiries;

    /// <summary>The granted scopes: a text or an array of texts. Default: <c>scope</c>.</summary>
    public string Scope { get; init => field = value ?? "scope"; } = "scope";

    /// <summary>The token's type. Default: <c>token_type</c>.</summary>
    public string TokenType { get; init => field = value ?? "token_type"; } = "token_type";

    /// <summary>The error code (RFC 6749 §5.2). Default: <c>error</c>.</summary>
    public string Error { get; init => field = value ?? "error"; } = "error";

    /// <summary>
    /// The description of the error for people (RFC 6749 §5.2), reported as <see cref="ConnectorError.ServerMessage"/>.
    /// Default: <c>error_description</c>, or one of the common names <c>message</c>, <c>error_message</c> and
    /// <c>detail</c>.
    /// </summary>
    public string ErrorDescription
    {
        get;
        init => field = value ?? "error_description";
    } = "error_description";
}
