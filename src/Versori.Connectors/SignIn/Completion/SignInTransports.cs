using Versori.Connectors.Connecting;
using Versori.Connectors.Http;

namespace Versori.Connectors.SignIn;

/// <summary>
/// Presents the client certificate of a sign-in (RFC 8705), and trusts the authorities of its definition. The
/// connection does not exist yet, so a transport with a certificate is created for one step and retired after it.
/// </summary>
internal sealed class SignInTransports(ClientTransports transports)
{
    /// <param name="further">The further credentials, one of which may be a client certificate.</param>
    /// <param name="connector">The connector.</param>
    /// <param name="inputs">The inputs as given.</param>
    /// <param name="send">
    /// Sends the requests of the step, with the transport where it is needed explicitly. It is <see langword="null"/>
    /// without a certificate and authorities.
    /// </param>
    public async Task<T> SendAsync<T>(
        IReadOnlyList<MethodCredential> further,
        Connector connector,
        IReadOnlyDictionary<string, string> inputs,
        Func<ClientTransport?, Task<T>> send)
    {
        var access = ServerAccess.Of(connector.Definition!, inputs);
        var transport = transports.ForSignIn(further.Select(item => (item.Method, item.Credential)), access);
        try
        {
            using var scope = ConnectionTransport.Use(transport, access);
            return await send(transport).ConfigureAwait(false);
        }
        finally
        {
            if (transport is { IsShared: false }) transport.CloseWhenIdle();
        }
    }

    /// <summary>Like the other overload, for a sign-in that is about to begin.</summary>
    public Task<T> SendAsync<T>(SignInTarget target, Func<ClientTransport?, Task<T>> send) =>
        SendAsync(target.Further, target.Connector, target.Inputs, send);
}
