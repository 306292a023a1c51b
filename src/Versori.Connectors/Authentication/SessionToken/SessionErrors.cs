using System.Net;

namespace Versori.Connectors.Authentication.SessionToken;

/// <summary>The errors of a session's requests. None contains a value or any part of a response.</summary>
internal static class SessionErrors
{
    public static TokenResult InvalidResponse(SessionTokenAuth method, string location, string message) =>
        TokenResult.TransientFailure(new ConnectorError
        {
            Code = ConnectorErrorCode.InvalidResponse,
            Message = $"A session of '{method.Id}' could not be obtained: the response could not be read. {message}",
            Location = location,
        });

    public static TokenResult Refused(SessionTokenAuth method, string pointer, HttpStatusCode status, bool isFinal)
    {
        var error = new ConnectorError
        {
            Code = ConnectorErrorCode.CredentialRefused,
            Message = $"The external system refused the request {pointer} of '{method.Id}' with status {(int)status}. "
                + "Check the credential, then connect again.",
            Location = method.Id,
        };
        return isFinal ? TokenResult.PermanentFailure(error) : TokenResult.TransientFailure(error);
    }

    public static TokenResult Unavailable(
        SessionTokenAuth method, string pointer, Uri url, string failure, TimeSpan? retryAfter = null) =>
        TokenResult.TransientFailure(new ConnectorError
        {
            Code = ConnectorErrorCode.Unavailable,
            Message = $"The request {pointer} of '{method.Id}' to {url.Host} {failure}.",
            Location = method.Id,
            IsTransient = true,
            RetryAfter = retryAfter,
        });

    public static TokenResult NotAllowed(SessionTokenAuth method, string pointer, Uri url)
    {
        var isSecure = url.Scheme == Uri.UriSchemeHttps || url.IsLoopback;
        return TokenResult.TransientFailure(new ConnectorError
        {
            Code = isSecure ? ConnectorErrorCode.OriginNotAllowed : ConnectorErrorCode.InsecureTransport,
            Message = $"The request {pointer} of '{method.Id}' would send credentials to {url.Scheme}://{url.Host}. "
                + "Credentials are sent to the connection's own origins only, or over https to a host that the "
                + "definition names.",
            Location = method.Id,
        });
    }
}
