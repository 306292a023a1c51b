namespace Versori.Connectors.Connecting;

/// <summary>Makes links with a function of the host.</summary>
internal sealed class DelegateConnectLinks(
    Func<ConnectLinkRequest, CancellationToken, ValueTask<ConnectLink?>> create) : IConnectLinkProvider
{
    public ValueTask<ConnectLink?> CreateAsync(
        ConnectLinkRequest request, CancellationToken cancellationToken = default) =>
        create(request, cancellationToken);
}
