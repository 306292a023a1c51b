using Versori.Connectors.Authentication.OAuth2;
using Versori.Connectors.Authentication.OAuth2.Responses;
using Versori.Connectors.Connecting;

namespace Versori.Connectors.SignIn;

/// <summary>The errors of sign-ins. None repeats the contents of a callback.</summary>
internal static class SignInErrors
{
    private static readonly HashSet<string> DenialCodes = new(StringComparer.Ordinal)
    {
        // RFC 6749 §4.1.2.1; OpenID Connect Core §3.1.2.6.
        "access_denied", "login_required", "consent_required", "interaction_required", "account_selection_required",
    };

    public static ConnectorException InvalidCallback(string parameter, string message) =>
        ConnectionErrors.Create(ConnectorErrorCode.InvalidCallback, $"{message} Start the sign-in again.", parameter);

    /// <summary>The authorization server returned an error to the redirect URI (RFC 6749 §4.1.2.1).</summary>
    public static ConnectorException Refused(AuthMethod method, string? error)
    {
        var code = IsErrorCode(error) ? error! : "unknown";
        var isDenial = DenialCodes.Contains(code);
        var isTransient = IsTransientCode(code);
        return new(new ConnectorError
        {
            Code = isDenial ? ConnectorErrorCode.AuthorizationDenied
                : isTransient ? ConnectorErrorCode.Unavailable
                : ConnectorErrorCode.CredentialRefused,
            Message = isDenial
                ? $"The sign-in with '{method.Id}' was declined ('{code}'). Nothing was saved."
                : $"The authorization server of '{method.Id}' refused with error '{code}'.{ErrorHints.Of(code)} "
                    + "Nothing was saved.",
            Location = method.Id,
            IsTransient = isTransient,
            Related = [code],
        });
    }

    /// <summary>
    /// An endpoint that a sign-in needs returned an error (RFC 7591 §3.2.2, RFC 8628 §3.2, RFC 9126 §2.3).
    /// </summary>
    public static ConnectorException Refused(OAuth2Auth method, string endpoint, OAuth2Response response)
    {
        var code = !response.Body.IsTruncated && ResponseDocument.Json(response.Body.Bytes) is { } document
            ? TokenResponseReader.ErrorCode(document, new())
            : null;
        var isTransient = response.IsTransient || IsTransientCode(code);
        return new(new ConnectorError
        {
            Code = isTransient ? ConnectorErrorCode.Unavailable : ConnectorErrorCode.CredentialRefused,
            Message = $"The {endpoint} of '{method.Id}' {(isTransient ? "failed temporarily" : "refused")}, "
                + $"with status {(int)response.Status}{(code is null ? "" : $" and error '{code}'")}."
                + $"{(isTransient ? "" : ErrorHints.Of(code))} Nothing was saved.",
            Location = method.Id,
            IsTransient = isTransient,
            RetryAfter = isTransient ? response.RetryAfter : null,
            Related = code is null ? [] : [code],
        });
    }

    public static ConnectorException InvalidResponse(
        OAuth2Auth method, string endpoint, string field, string message) =>
        ConnectionErrors.Create(
            ConnectorErrorCode.InvalidResponse,
            $"The {endpoint} of '{method.Id}' returned a response that could not be read. {message}",
            field);

    public static ConnectorException MissingSetting(OAuth2Auth method, string setting, string endpoint) =>
        ConnectionErrors.Create(
            ConnectorErrorCode.InvalidDefinition,
            $"The auth method '{method.Id}' has no {endpoint}; set {setting}, or an issuer to discover it from.",
            setting);

    private static bool IsErrorCode(string? error) =>
        error is { Length: > 0 and <= 64 } && error.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.');

    private static bool IsTransientCode(string? code) => code is "temporarily_unavailable" or "server_error";
}
