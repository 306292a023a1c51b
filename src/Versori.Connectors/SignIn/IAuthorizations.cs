namespace Versori.Connectors;

/// <summary>Lets people sign in: begins, waits for them to come back, and connects with what they brought.</summary>
/// <remarks>
/// Safe for concurrent use; another process of the host can complete what one began, where they share the stores. Failures
/// are <see cref="ConnectorException"/>s; a call that fails leaves nothing behind.
/// </remarks>
public interface IAuthorizations
{
    /// <summary>
    /// Begins a sign-in with an authorization code (RFC 6749 §4.1) or with OAuth 1.0a (RFC 5849 §2): gives the URL that the
    /// person visits. With OAuth 1.0a, <see cref="AuthorizationRequest.Client"/> is the consumer, and without a redirect URI
    /// the person is shown a PIN, see <see cref="CompleteWithPinAsync"/>.
    /// </summary>
    /// <exception cref="ConnectorException">
    /// The connector or method is unknown; an input, the client or the redirect URI is missing something; the name is
    /// taken; the authorization server could not be reached.
    /// </exception>
    Task<Authorization> BeginAsync(AuthorizationRequest request, CancellationToken cancellationToken = default);

    /// <summary>
    /// Completes a sign-in and connects, exactly as <see cref="IConnections.ConnectAsync"/> does. The state, or temporary
    /// token, is used up before anything else is looked at.
    /// </summary>
    /// <exception cref="ConnectorException">
    /// <see cref="ConnectorErrorCode.InvalidCallback"/>: it does not belong to a sign-in begun here in this session, or it
    /// came too late. <see cref="ConnectorErrorCode.AuthorizationDenied"/>: the person said no. Or what connecting may fail
    /// with. Nothing was saved.
    /// </exception>
    Task<Connection> CompleteAsync(AuthorizationCallback callback, CancellationToken cancellationToken = default);

    /// <summary>
    /// Completes a sign-in with OAuth 1.0a that was begun without a redirect URI, with the PIN that the person was shown
    /// (RFC 5849 §2.1, <c>oob</c>). One attempt: after a wrong PIN the sign-in is begun again.
    /// </summary>
    /// <param name="id"><see cref="Authorization.Id"/>.</param>
    /// <param name="pin">The PIN.</param>
    /// <param name="session"><see cref="Authorization.Session"/>.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="ConnectorException">As for <see cref="CompleteAsync"/>.</exception>
    Task<Connection> CompleteWithPinAsync(string id, string pin, Secret session, CancellationToken cancellationToken = default);

    /// <summary>Begins a sign-in on another device (RFC 8628): gives the code that the person enters there.</summary>
    /// <exception cref="ConnectorException">As for <see cref="BeginAsync"/>.</exception>
    Task<DeviceAuthorization> BeginDeviceAsync(AuthorizationRequest request, CancellationToken cancellationToken = default);

    /// <summary>
    /// Waits until the person has signed in on the other device, and connects. It asks no more often than the authorization
    /// server allows. Cancelling it leaves the sign-in as it is; it can be waited for again.
    /// </summary>
    /// <param name="id"><see cref="DeviceAuthorization.Id"/>.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ConnectorException">The person said no, the code expired, or what connecting may fail with.</exception>
    Task<Connection> CompleteDeviceAsync(string id, CancellationToken cancellationToken = default);

    /// <summary>Gives up a sign-in, and removes its secrets. Giving up one that is not there does nothing.</summary>
    /// <param name="id"><see cref="Authorization.Id"/> or <see cref="DeviceAuthorization.Id"/>.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    Task CancelAsync(string id, CancellationToken cancellationToken = default);

    /// <summary>
    /// Sets the secret of the host's own client, whose id is <see cref="OAuth2Auth.ClientId"/>. It reaches existing
    /// connections: each looks it up when it next asks for a token. For <see cref="OAuth2ClientAuthentication.PrivateKeyJwt"/>
    /// it is the private key.
    /// </summary>
    /// <param name="connectorId">The connector.</param>
    /// <param name="methodId">The auth method; one that only existing connections still have is allowed.</param>
    /// <param name="secret">The secret.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="ConnectorException">There is no such connector.</exception>
    Task RotateClientSecretAsync(ConnectorId connectorId, string methodId, Secret secret, CancellationToken cancellationToken = default);
}
