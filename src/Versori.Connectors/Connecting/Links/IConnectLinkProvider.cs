namespace Versori.Connectors;

/// <summary>
/// Makes the links under which persons connect an account, for calls that could not be made without a connection.
/// </summary>
/// <remarks>
/// Safe for concurrent use. A link must be bound to the owner for whom it was made: the page behind it has to refuse
/// any other person. Without a provider, results only state that a sign-in is needed.
/// </remarks>
public interface IConnectLinkProvider
{
    /// <summary>Makes a link.</summary>
    /// <param name="request">Who needs to connect what.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The link; <see langword="null"/> if this owner cannot connect this connector with a link.</returns>
    ValueTask<ConnectLink?> CreateAsync(ConnectLinkRequest request, CancellationToken cancellationToken = default);
}
