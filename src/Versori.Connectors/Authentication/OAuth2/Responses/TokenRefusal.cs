using System.Net;

namespace Versori.Connectors.Authentication.OAuth2.Answers;

/// <summary>What a refusal of a token endpoint means (RFC 6749 §5.2).</summary>
internal static class TokenRefusal
{
    // After these, asking again with the same grant cannot help.
    private static readonly HashSet<string> FinalErrors = new(StringComparer.Ordinal)
    {
        "invalid_grant", "invalid_client", "unauthorized_client", "access_denied", "invalid_scope", "unsupported_grant_type",
    };

    private static readonly HashSet<string> TransientErrors = new(StringComparer.Ordinal)
    {
        "temporarily_unavailable", "server_error", "slow_down",
    };

    // These speak of the client. Where the host's own is used by many connections, none of them is at fault.
    private static readonly HashSet<string> ClientErrors = new(StringComparer.Ordinal) { "invalid_client", "unauthorized_client" };

    public static TokenResult Of(OAuth2Auth method, OAuth2Answer answer, string? error, bool isCentralClient)
    {
        // A status that passes by itself does so whatever the body says.
        if (answer.IsTransient) return Transient(method, answer, error);
        if (error is not null && (TransientErrors.Contains(error) || method.TransientErrors.Contains(error, StringComparer.Ordinal))) return Transient(method, answer, error);
        if (isCentralClient && (error is null ? answer.Status == HttpStatusCode.Unauthorized : ClientErrors.Contains(error))) return CentralClient(method, answer, error);

        var failure = new ConnectorError
        {
            Code = ConnectorErrorCode.CredentialRefused,
            Message = $"The token endpoint of '{method.Id}' refused with status {(int)answer.Status}{(error is null ? "" : $" and error '{error}'")}."
                + $"{ErrorHints.Of(error)} Check the credential, then connect again.",
            Location = method.Id,
            Related = error is null ? [] : [error],
        };
        return error is not null && (FinalErrors.Contains(error) || method.FinalErrors.Contains(error, StringComparer.Ordinal))
            ? TokenResult.Final(failure)
            : TokenResult.Failed(failure);
    }

    public static TokenResult Transient(OAuth2Auth method, OAuth2Answer answer, string? error) => TokenResult.Failed(new ConnectorError
    {
        Code = ConnectorErrorCode.Unavailable,
        Message = $"The token endpoint of '{method.Id}' failed for the moment, with status {(int)answer.Status}.",
        Location = method.Id,
        IsTransient = true,
        RetryAfter = answer.RetryAfter,
        Related = error is null ? [] : [error],
    });

    private static TokenResult CentralClient(OAuth2Auth method, OAuth2Answer answer, string? error) => TokenResult.Failed(new ConnectorError
    {
        Code = ConnectorErrorCode.CredentialRefused,
        Message = $"The token endpoint of '{method.Id}' refused the client that is registered on the connector, with status {(int)answer.Status}"
            + $"{(error is null ? "" : $" and error '{error}'")}. Rotate its secret; connections go on by themselves then.",
        Location = method.Id,
        Related = error is null ? [] : [error],
    });
}
