using Versori.Connectors.Authentication.OAuth2;
using Versori.Connectors.Authentication.OAuth2.Answers;
using Versori.Connectors.Connecting;

namespace Versori.Connectors.Authorizing;

/// <summary>The failures of signing in. None repeats what came with the callback.</summary>
internal static class AuthorizationErrors
{
    private static readonly HashSet<string> Denials = new(StringComparer.Ordinal)
    {
        // RFC 6749 §4.1.2.1; OpenID Connect Core §3.1.2.6.
        "access_denied", "login_required", "consent_required", "interaction_required", "account_selection_required",
    };

    public static ConnectorException Callback(string parameter, string message) =>
        ConnectionErrors.Of(ConnectorErrorCode.InvalidCallback, $"{message} Begin the sign-in again.", parameter);

    /// <summary>The answer is an error (RFC 6749 §4.1.2.1).</summary>
    public static ConnectorException Refused(AuthMethod method, string? error)
    {
        var code = error is { Length: > 0 and <= 64 } && error.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.') ? error : "unknown";
        var isTransient = code is "temporarily_unavailable" or "server_error";
        return new(new ConnectorError
        {
            Code = Denials.Contains(code) ? ConnectorErrorCode.AuthorizationDenied
                : isTransient ? ConnectorErrorCode.Unavailable
                : ConnectorErrorCode.CredentialRefused,
            Message = Denials.Contains(code)
                ? $"Signing in with '{method.Id}' was declined ('{code}'). Nothing was saved."
                : $"The authorization server of '{method.Id}' refused with error '{code}'.{ErrorHints.Of(code)} Nothing was saved.",
            Location = method.Id,
            IsTransient = isTransient,
            Related = [code],
        });
    }

    /// <summary>An endpoint that signing in needs did not do what it was asked (RFC 7591 §3.2.2, RFC 8628 §3.2, RFC 9126 §2.3).</summary>
    public static ConnectorException Refused(OAuth2Auth method, string endpoint, OAuth2Answer answer)
    {
        var code = !answer.Body.IsTruncated && AnswerDocument.Json(answer.Body.Bytes) is { } document ? TokenAnswerReader.ErrorCode(document, new()) : null;
        var isTransient = answer.IsTransient || code is "temporarily_unavailable" or "server_error";
        return new(new ConnectorError
        {
            Code = isTransient ? ConnectorErrorCode.Unavailable : ConnectorErrorCode.CredentialRefused,
            Message = $"The {endpoint} of '{method.Id}' {(isTransient ? "failed for the moment" : "refused")}, with status {(int)answer.Status}"
                + $"{(code is null ? "" : $" and error '{code}'")}.{(isTransient ? "" : ErrorHints.Of(code))} Nothing was saved.",
            Location = method.Id,
            IsTransient = isTransient,
            RetryAfter = isTransient ? answer.RetryAfter : null,
            Related = code is null ? [] : [code],
        });
    }

    public static ConnectorException NotUnderstood(OAuth2Auth method, string endpoint, string field, string message) => ConnectionErrors.Of(
        ConnectorErrorCode.InvalidResponse, $"The {endpoint} of '{method.Id}' gave an answer that was not understood. {message}", field);

    public static ConnectorException Missing(OAuth2Auth method, string setting, string what) => ConnectionErrors.Of(
        ConnectorErrorCode.InvalidDefinition, $"The auth method '{method.Id}' has no {what}; set {setting}, or an issuer to discover it from.", setting);
}
