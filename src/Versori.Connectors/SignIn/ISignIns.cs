namespace Versori.Connectors;

/// <summary>Signs people in: starts a sign-in, waits for the person to return, and connects with the result.</summary>
/// <remarks>
/// Safe for concurrent use. Another process of the host can complete a sign-in if the processes share the stores.
/// Failures are <see cref="ConnectorException"/>s. A call that fails leaves nothing behind.
/// </remarks>
public interface ISignIns
{
    /// <summary>
    /// Starts a sign-in with an authorization code (RFC 6749 §4.1) or with OAuth 1.0a (RFC 5849 §2) and returns the URL
    /// that the person visits. With OAuth 1.0a, <see cref="SignInRequest.Client"/> is the consumer. Without a
    /// redirect URI the person is shown a PIN, see <see cref="CompleteWithPinAsync"/>.
    /// </summary>
    /// <exception cref="ConnectorException">
    /// The connector or method is unknown; an input, the client or the redirect URI is incomplete or invalid; the name
    /// is taken; the authorization server could not be reached.
    /// </exception>
    Task<BrowserSignIn> BeginAsync(SignInRequest request, CancellationToken cancellationToken = default);

    /// <summary>
    /// Starts the sign-in that grants an existing connection the scopes that its connector requests since, or that the
    /// person did not grant. The connection's own client, inputs and further credentials are kept. Complete it as any
    /// other; until then, and if the person declines, the connection goes on with what it has.
    /// </summary>
    /// <param name="id">The connection (<see cref="ConnectionNeed"/>).</param>
    /// <param name="redirectUri"><see cref="SignInRequest.RedirectUri"/>.</param>
    /// <param name="session"><see cref="SignInRequest.Session"/>.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="ConnectorException">
    /// <see cref="ConnectorErrorCode.InvalidArgument"/>: the connection lacks no scope that a person grants on a page.
    /// Otherwise, as for <see cref="BeginAsync"/>.
    /// </exception>
    Task<BrowserSignIn> BeginStepUpAsync(
        ConnectionId id, Uri redirectUri, Secret? session = null, CancellationToken cancellationToken = default);

    /// <summary>
    /// Completes a sign-in and connects, exactly as <see cref="IConnections.ConnectAsync"/> does. The state, or the
    /// temporary token, is used up before anything else is checked.
    /// </summary>
    /// <exception cref="ConnectorException">
    /// <see cref="ConnectorErrorCode.InvalidCallback"/>: the callback does not belong to a sign-in that was started
    /// here in this session, or it arrived too late. <see cref="ConnectorErrorCode.AuthorizationDenied"/>: the person
    /// declined. Otherwise, an error of <see cref="IConnections.ConnectAsync"/>. Nothing was saved.
    /// </exception>
    Task<Connection> CompleteAsync(SignInCallback callback, CancellationToken cancellationToken = default);

    /// <summary>
    /// Completes a sign-in with OAuth 1.0a that was started without a redirect URI, with the PIN that the person was
    /// shown (RFC 5849 §2.1, <c>oob</c>). It allows one attempt: after a wrong PIN, start the sign-in again.
    /// </summary>
    /// <param name="id"><see cref="BrowserSignIn.Id"/>.</param>
    /// <param name="pin">The PIN.</param>
    /// <param name="session"><see cref="BrowserSignIn.Session"/>.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="ConnectorException">As for <see cref="CompleteAsync"/>.</exception>
    Task<Connection> CompleteWithPinAsync(
        string id, string pin, Secret session, CancellationToken cancellationToken = default);

    /// <summary>
    /// Starts a sign-in on another device (RFC 8628) and returns the code that the person enters there.
    /// </summary>
    /// <exception cref="ConnectorException">As for <see cref="BeginAsync"/>.</exception>
    Task<DeviceSignIn> BeginDeviceAsync(
        SignInRequest request, CancellationToken cancellationToken = default);

    /// <summary>
    /// Waits until the person has signed in on the other device, and connects. It polls no more often than the
    /// authorization server allows. Canceling the call leaves the sign-in pending, so that it can be awaited again.
    /// </summary>
    /// <param name="id"><see cref="DeviceSignIn.Id"/>.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ConnectorException">
    /// The person declined, the code expired, or connecting failed as for <see cref="IConnections.ConnectAsync"/>.
    /// </exception>
    Task<Connection> CompleteDeviceAsync(string id, CancellationToken cancellationToken = default);

    /// <summary>
    /// Sends one token request for a sign-in on another device and returns at once. A web host calls it each time the
    /// page polls; any process can make the next call. Calls before <see cref="DeviceSignIn.Interval"/> has passed send
    /// nothing. The interval grows when the server requests it (RFC 8628 §3.5).
    /// </summary>
    /// <param name="id"><see cref="DeviceSignIn.Id"/>.</param>
    /// <param name="cancellationToken">Cancels the call until the token request is sent.</param>
    /// <returns>The connection, or <see langword="null"/> while nobody has signed in with the code.</returns>
    /// <exception cref="ConnectorException">
    /// As for <see cref="CompleteDeviceAsync"/>. <see cref="ConnectorErrorCode.InvalidCallback"/> also if the sign-in
    /// was completed before.
    /// </exception>
    Task<Connection?> PollDeviceAsync(string id, CancellationToken cancellationToken = default);

    /// <summary>Cancels a sign-in and removes its secrets. It does nothing if the sign-in does not exist.</summary>
    /// <param name="id"><see cref="BrowserSignIn.Id"/> or <see cref="DeviceSignIn.Id"/>.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    Task CancelAsync(string id, CancellationToken cancellationToken = default);
}
