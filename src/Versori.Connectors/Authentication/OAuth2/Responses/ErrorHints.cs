namespace Versori.Connectors.Authentication.OAuth2.Answers;

/// <summary>What would fix an error that an authorization server names (RFC 6749 §4.1.2.1, §5.2 and their extensions).</summary>
internal static class ErrorHints
{
    private static readonly Dictionary<string, string> Hints = new(StringComparer.Ordinal)
    {
        ["invalid_client"] = "Check the client's id and secret, and whether the server takes them in the header or in the form (clientAuthentication).",
        ["unauthorized_client"] = "The client is not allowed this grant: allow it where the client is registered.",
        ["unsupported_grant_type"] = "The server does not know this grant: choose another in the auth method.",
        ["unsupported_response_type"] = "The client is not allowed the authorization code: allow it where the client is registered.",
        ["invalid_grant"] = "What was exchanged for a token is not good any more, was used already, or belongs to another client or redirect URI.",
        ["invalid_scope"] = "Ask for scopes that the client may have (scopes), written as the server has them (scopeSeparator).",
        ["invalid_target"] = "The resource or audience is not one that the server knows (RFC 8707).",
        ["invalid_redirect_uri"] = "Register the redirect URI with the server, to the letter.",
        ["invalid_client_metadata"] = "The server does not register clients of this kind (RFC 7591): register one by hand and give it.",
        ["invalid_dpop_proof"] = "Check this machine's clock: a proof is good for a short time only (RFC 9449).",
        ["invalid_request"] = "The server misses a parameter or does not take one: compare the auth method's parameters with the provider's documentation.",
    };

    /// <summary>A sentence with a space before it; empty for an error that is not known.</summary>
    public static string Of(string? error) => error is not null && Hints.TryGetValue(error, out var hint) ? $" {hint}" : "";
}
