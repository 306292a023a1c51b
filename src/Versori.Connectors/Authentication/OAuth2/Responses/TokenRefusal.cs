using System.Net;

namespace Versori.Connectors.Authentication.OAuth2.Responses;

/// <summary>Interprets an error of a token endpoint (RFC 6749 §5.2).</summary>
internal static class TokenRefusal
{
    // After these errors, repeating the request with the same grant cannot succeed.
    private static readonly HashSet<string> FinalErrors = new(StringComparer.Ordinal)
    {
        "invalid_grant", "invalid_client", "unauthorized_client", "access_denied", "invalid_scope",
        "unsupported_grant_type",
    };

    private static readonly HashSet<string> TransientErrors = new(StringComparer.Ordinal)
    {
        "temporarily_unavailable", "server_error", "slow_down",
    };

    // These errors concern the client. If many connections share the host's client, the connections are not at fault.
    private static readonly HashSet<string> ClientErrors = new(StringComparer.Ordinal)
    {
        "invalid_client", "unauthorized_client",
    };

    public static TokenResult Of(OAuth2Auth method, OAuth2Response response, string? error, bool isCentralClient)
    {
        // A transient status outweighs the body.
        if (response.IsTransient || IsTransientError(method, error)) return Transient(method, response, error);
        if (isCentralClient && IsClientError(response, error)) return CentralClientRefused(method, response, error);

        var failure = new ConnectorError
        {
            Code = ConnectorErrorCode.CredentialRefused,
            Message = $"The token endpoint of '{method.Id}' refused with status {(int)response.Status}"
                + $"{WithError(error)}.{ErrorHints.Of(error)} Check the credential, then connect again.",
            Location = method.Id,
            Related = error is null ? [] : [error],
        };
        return IsFinalError(method, error)
            ? TokenResult.PermanentFailure(failure)
            : TokenResult.TransientFailure(failure);
    }

    private static TokenResult Transient(OAuth2Auth method, OAuth2Response response, string? error) =>
        TokenResult.TransientFailure(new ConnectorError
        {
            Code = ConnectorErrorCode.Unavailable,
            Message = $"The token endpoint of '{method.Id}' failed temporarily, with status {(int)response.Status}.",
            Location = method.Id,
            IsTransient = true,
            RetryAfter = response.RetryAfter,
            Related = error is null ? [] : [error],
        });

    private static TokenResult CentralClientRefused(OAuth2Auth method, OAuth2Response response, string? error) =>
        TokenResult.TransientFailure(new ConnectorError
        {
            Code = ConnectorErrorCode.CredentialRefused,
            Message = $"The token endpoint of '{method.Id}' refused the client that is set on the connector, "
                + $"with status {(int)response.Status}{WithError(error)}. "
                + "Rotate its secret; the connections then continue without further action.",
            Location = method.Id,
            Related = error is null ? [] : [error],
        });

    private static bool IsTransientError(OAuth2Auth method, string? error)
    {
        if (error is null) return false;
        return TransientErrors.Contains(error) || method.TransientErrors.Contains(error, StringComparer.Ordinal);
    }

    private static bool IsFinalError(OAuth2Auth method, string? error)
    {
        if (error is null) return false;
        return FinalErrors.Contains(error) || method.FinalErrors.Contains(error, StringComparer.Ordinal);
    }

    // RFC 6749 §5.2: status 401 is for failed client authentication.
    private static bool IsClientError(OAuth2Response response, string? error) => error is null
        ? response.Status == HttpStatusCode.Unauthorized
        : ClientErrors.Contains(error);

    private static string WithError(string? error) => error is null ? "" : $" and error '{error}'";
}
