namespace Versori.Connectors.AspNetCore;

/// <summary>Creates links to the Connect page: for a popup, a redirect, a mail or an agent.</summary>
/// <remarks>Safe for concurrent use.</remarks>
public interface IConnectLinks
{
    /// <summary>Creates a connect session and its link.</summary>
    /// <param name="request">
    /// What may be connected, and by whom. Its return address must be a path of this host or of an allowed origin
    /// (<see cref="ConnectOptions.ReturnOrigins"/>), and so must the origin that is notified.
    /// </param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="ConnectorException">
    /// <see cref="ConnectorErrorCode.InvalidArgument"/>: the return address or origin is not allowed, or the host's
    /// address is not known because there is no request and no <see cref="ConnectOptions.PublicUri"/>. Otherwise, as
    /// for
    /// <see cref="IConnectSessions.CreateAsync"/>.
    /// </exception>
    Task<ConnectSessionLink> CreateAsync(ConnectSessionRequest request, CancellationToken cancellationToken = default);
}
