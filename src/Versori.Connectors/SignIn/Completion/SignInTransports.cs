using Versori.Connectors.Connecting;
using Versori.Connectors.Http;

namespace Versori.Connectors.SignIn;

/// <summary>
/// Presents the client certificate of a sign-in (RFC 8705). The connection does not exist yet, so the transport is
/// created for one request and retired after it.
/// </summary>
internal sealed class SignInTransports(ClientTransports transports)
{
    /// <param name="further">The further credentials, one of which may be a client certificate.</param>
    /// <param name="send">
    /// Sends the request with the transport, which is <see langword="null"/> without a certificate.
    /// </param>
    public async Task<T> SendAsync<T>(IReadOnlyList<MethodCredential> further, Func<ClientTransport?, Task<T>> send)
    {
        var transport = transports.ForSignIn(further);
        try
        {
            return await send(transport).ConfigureAwait(false);
        }
        finally
        {
            transport?.CloseWhenIdle();
        }
    }
}
