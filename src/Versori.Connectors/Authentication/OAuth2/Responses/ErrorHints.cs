namespace Versori.Connectors.Authentication.OAuth2.Responses;

/// <summary>
/// Suggests a fix for each error code of an authorization server (RFC 6749 §4.1.2.1, §5.2 and their extensions).
/// </summary>
internal static class ErrorHints
{
    private static readonly Dictionary<string, string> Hints = new(StringComparer.Ordinal)
    {
        ["invalid_client"] = "Check the client's id and secret, and whether the server accepts them in the header or "
            + "in the form (clientAuthentication).",
        ["unauthorized_client"] = "The client may not use this grant: allow it where the client is registered.",
        ["unsupported_grant_type"] = "The server does not support this grant: choose another in the auth method.",
        ["unsupported_response_type"] = "The client may not use the authorization code: allow it where the client is "
            + "registered.",
        ["invalid_grant"] = "The code, token or other grant is no longer valid, was already used, or belongs to "
            + "another client or redirect URI.",
        ["invalid_scope"] = "Request scopes that the client may have (scopes), in the server's notation "
            + "(scopeSeparator).",
        ["invalid_target"] = "The server does not know this resource or audience (RFC 8707).",
        ["invalid_redirect_uri"] = "Register exactly this redirect URI with the server.",
        ["invalid_client_metadata"] = "The server does not register clients of this kind (RFC 7591): register a client "
            + "manually and pass it with the request.",
        ["invalid_dpop_proof"] = "Check this machine's clock: a proof is valid for a short time only (RFC 9449).",
        ["invalid_request"] = "A parameter is missing or not accepted: compare the auth method's parameters with the "
            + "provider's documentation.",
    };

    /// <summary>Returns a sentence with a leading space, or an empty text for an unknown error.</summary>
    public static string Of(string? error) =>
        error is not null && Hints.TryGetValue(error, out var hint) ? $" {hint}" : "";
}
