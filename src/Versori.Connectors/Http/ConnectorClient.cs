using System.Diagnostics.CodeAnalysis;

namespace Versori.Connectors.Http;

/// <summary>
/// The client that a host receives. After it was disposed, its requests fail with an error that says so, and what to
/// do.
/// </summary>
internal sealed class ConnectorClient(ConnectionHandler handler) : HttpClient(handler, disposeHandler: false)
{
    // The base class would then refuse requests itself, with a bare ObjectDisposedException. It holds nothing else that
    // has to be disposed of: the inner handlers belong to the factory.
    [SuppressMessage("Usage", "CA2215", Justification = "The handler refuses the requests instead.")]
    protected override void Dispose(bool disposing)
    {
        handler.Close();
        CancelPendingRequests();
    }
}
