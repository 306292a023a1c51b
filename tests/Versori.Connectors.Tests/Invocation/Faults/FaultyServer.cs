using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Versori.Connectors.Tests.Invocation.Faults;

/// <summary>A server that has one fault until it is repaired, and counts the connections that are open.</summary>
public sealed class FaultyServer : IAsyncDisposable
{
    private const string Good =
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 15\r\n\r\n{\"items\":[1,2]}";

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stopping = new();
    private readonly List<Task> _serving = [];
    private readonly Fault _fault;
    private readonly Task _accepting;
    private volatile bool _isRepaired;
    private int _requests;

    public FaultyServer(Fault fault)
    {
        _fault = fault;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public string BaseAddress => $"http://{_listener.LocalEndpoint}";

    /// <summary>The number of requests that arrived.</summary>
    public int Requests => Volatile.Read(ref _requests);

    /// <summary>From now on, each request gets a good response.</summary>
    public void Repair() => _isRepaired = true;

    /// <summary>Completes when the client has closed all connections that had a fault.</summary>
    public Task FaultyConnectionsClosedAsync()
    {
        lock (_serving) return Task.WhenAll(_serving);
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _accepting;
        await FaultyConnectionsClosedAsync();
        _listener.Dispose();
        _stopping.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            for (; ; )
            {
                var client = await _listener.AcceptTcpClientAsync(_stopping.Token);
                var serving = ServeAsync(client);
                if (_isRepaired) continue;
                lock (_serving) _serving.Add(serving);
            }
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            // The server was stopped.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var owned = client;
        try
        {
            var stream = client.GetStream();
            while (await ReadRequestAsync(stream))
            {
                Interlocked.Increment(ref _requests);
                if (_isRepaired)
                {
                    await stream.WriteAsync(Encoding.ASCII.GetBytes(Good), _stopping.Token);
                    continue;
                }

                await stream.WriteAsync(Encoding.Latin1.GetBytes(_fault.Bytes), _stopping.Token);
                if (_fault.Ending == FaultEnding.Reset) client.Client.LingerState = new(true, 0);
                if (_fault.Ending is FaultEnding.Close or FaultEnding.Reset) return;
                if (_fault.Ending != FaultEnding.Stall) continue;
                // Nothing follows: the connection is open until the client closes it.
                while (await stream.ReadAsync(new byte[64], _stopping.Token) > 0) { }
                return;
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException or SocketException)
        {
            // The server was stopped, or the client closed the connection first.
        }
    }

    /// <summary>Reads a request with its content.</summary>
    private async Task<bool> ReadRequestAsync(NetworkStream stream)
    {
        var head = new StringBuilder();
        var one = new byte[1];
        while (!EndsWithBlankLine(head))
        {
            if (await stream.ReadAsync(one, _stopping.Token) == 0) return false;
            head.Append((char)one[0]);
        }

        const string name = "Content-Length:";
        var length = head.ToString().Split("\r\n")
            .Where(line => line.StartsWith(name, StringComparison.OrdinalIgnoreCase))
            .Select(line => int.Parse(line[name.Length..], CultureInfo.InvariantCulture))
            .FirstOrDefault();
        await stream.ReadExactlyAsync(new byte[length], _stopping.Token);
        return true;
    }

    private static bool EndsWithBlankLine(StringBuilder head) =>
        head.Length >= 4 && head[^1] == '\n' && head[^2] == '\r' && head[^3] == '\n';
}
