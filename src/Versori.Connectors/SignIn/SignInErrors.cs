using Versori.Connectors.Authentication.OAuth2;
using Versori.Connectors.Authentication.OAuth2.Responses;
using Versori.Connectors.Connecting;

namespace Versori.Connectors.SignIn;

/// <summary>
/// The errors of sign-ins. None repeats the contents of a callback, except for the error and its description in a
/// callback that belongs to the sign-in.
/// </summary>
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
    /// <param name="method">The method.</param>
    /// <param name="error">The error code.</param>
    /// <param name="callback">The callback, whose state and session were checked.</param>
    public static ConnectorException Refused(
        AuthMethod method, string? error, IReadOnlyDictionary<string, string>? callback = null)
    {
        var words = WordsOf(callback);
        var code = IsErrorCode(error) ? error! : "unknown";
        var isDenial = DenialCodes.Contains(code);
        var isTransient = IsTransientCode(code);
        return new(new ConnectorError
        {
            Code = isDenial ? ConnectorErrorCode.AuthorizationDenied
                : isTransient ? ConnectorErrorCode.Unavailable
                : ConnectorErrorCode.CredentialRefused,
            Message = isDenial
                ? $"The sign-in with '{method.Id}' was declined ('{code}').{ServerWords.Sentence(words)} "
                    + "Nothing was saved."
                : $"The authorization server of '{method.Id}' refused with error '{code}'."
                    + $"{ServerWords.Sentence(words)}{ErrorHints.Of(code)} "
                    + "Nothing was saved.",
            Location = method.Id,
            IsTransient = isTransient,
            Related = [code],
            ServerMessage = words,
        });
    }

    /// <summary>
    /// An endpoint that a sign-in needs returned an error (RFC 7591 §3.2.2, RFC 8628 §3.2, RFC 9126 §2.3).
    /// </summary>
    public static ConnectorException Refused(OAuth2Auth method, string endpoint, OAuth2Response response) =>
        Refused(method, endpoint, response, []);

    /// <summary>An endpoint that a sign-in needs returned an error to a request with secrets.</summary>
    public static ConnectorException Refused(TokenRequestDraft draft, string endpoint, OAuth2Response response) =>
        Refused(draft.Method, endpoint, response, draft.SecretTexts);

    private static ConnectorException Refused(
        OAuth2Auth method, string endpoint, OAuth2Response response, IEnumerable<string> secrets)
    {
        var document = response.Body.IsTruncated ? null : ResponseDocument.Json(response.Body.Bytes);
        var code = document is { } found ? TokenResponseReader.ErrorCode(found, new()) : null;
        var words = document is { } described ? ServerWords.Find(described, new(), secrets) : null;
        var isTransient = response.IsTransient || IsTransientCode(code);
        return new(new ConnectorError
        {
            Code = isTransient ? ConnectorErrorCode.Unavailable : ConnectorErrorCode.CredentialRefused,
            Message = $"The {endpoint} of '{method.Id}' {(isTransient ? "failed temporarily" : "refused")}, "
                + $"with status {(int)response.Status}{(code is null ? "" : $" and error '{code}'")}."
                + ServerWords.Sentence(words)
                + $"{(isTransient ? "" : ErrorHints.Of(code) + ResponseProblem.WrongClock(response))} "
                + "Nothing was saved.",
            Location = method.Id,
            IsTransient = isTransient,
            RetryAfter = isTransient ? response.RetryAfter : null,
            Related = code is null ? [] : [code],
            ServerMessage = words,
        });
    }

    // The server may repeat the state or the code.
    private static string? WordsOf(IReadOnlyDictionary<string, string>? callback) => callback is null
        ? null
        : ServerWords.Clean(
            callback.GetValueOrDefault("error_description"),
            callback.Where(parameter => !parameter.Key.StartsWith("error", StringComparison.Ordinal))
                .Select(parameter => parameter.Value));

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
