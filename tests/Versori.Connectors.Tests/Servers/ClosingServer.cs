using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Versori.Connectors.Tests.Servers;

/// <summary>A server that writes a text in response to any request, and closes the connection.</summary>
public sealed class ClosingServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Task _accepting;

    public ClosingServer(string response)
    {
        _listener.Start();
        _accepting = AcceptAsync(Encoding.ASCII.GetBytes(response));
    }

    public Uri BaseAddress => new($"http://{_listener.LocalEndpoint}/");

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _accepting;
    }

    private async Task AcceptAsync(byte[] response)
    {
        try
        {
            for (; ; )
            {
                using var client = await _listener.AcceptTcpClientAsync();
                var stream = client.GetStream();
                using var reader = new StreamReader(stream, Encoding.ASCII, leaveOpen: true);
                while (await reader.ReadLineAsync() is { Length: > 0 }) { }
                await stream.WriteAsync(response);
                client.Client.Shutdown(SocketShutdown.Send);
                while (await reader.ReadLineAsync() is not null) { }
            }
        }
        catch (Exception exception) when (
            exception is SocketException or InvalidOperationException or IOException)
        {
            // The server was stopped, or the client closed the connection first.
        }
    }
}
