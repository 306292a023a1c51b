using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Versori.Connectors.Tests.Servers;

/// <summary>A server that writes raw responses as text, because Kestrel does not write all, such as trailers.</summary>
public sealed class RawServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _accepting;

    /// <param name="respond">Returns the response to the text of a request without content.</param>
    public RawServer(Func<string, string> respond)
    {
        _listener.Start();
        _accepting = AcceptAsync(respond);
    }

    public Uri BaseAddress => new($"http://{_listener.LocalEndpoint}/");

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _accepting;
        _listener.Dispose();
        _stopping.Dispose();
    }

    private async Task AcceptAsync(Func<string, string> respond)
    {
        try
        {
            for (; ; ) _ = ServeAsync(await _listener.AcceptTcpClientAsync(_stopping.Token), respond);
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            // The server was stopped.
        }
    }

    private static async Task ServeAsync(TcpClient client, Func<string, string> respond)
    {
        using (client)
        {
            var stream = client.GetStream();
            using var reader = new StreamReader(stream, Encoding.ASCII, leaveOpen: true);
            var request = new StringBuilder();
            while (await reader.ReadLineAsync() is { } line)
            {
                request.Append(line).Append('\n');
                if (line.Length > 0) continue;
                await stream.WriteAsync(Encoding.ASCII.GetBytes(respond(request.ToString())));
                request.Clear();
            }
        }
    }
}
