using System.Net;
using System.Net.Sockets;
using System.Text;

namespace NativeAot;

/// <summary>An API on loopback that only accepts requests with its key.</summary>
internal sealed class LoopbackApi : IDisposable
{
    public const string Key = "the-key";

    private readonly HttpListener _listener = new();

    private LoopbackApi(string baseUrl)
    {
        BaseUrl = baseUrl;
        _listener.Prefixes.Add(baseUrl + "/");
    }

    public string BaseUrl { get; }

    public static LoopbackApi Start()
    {
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        var port = ((IPEndPoint)free.LocalEndpoint).Port;
        free.Stop();
        var api = new LoopbackApi($"http://127.0.0.1:{port}");
        api._listener.Start();
        _ = api.ServeAsync();
        return api;
    }

    public void Dispose() => _listener.Close();

    private async Task ServeAsync()
    {
        while (_listener.IsListening)
        {
            HttpListenerContext context;
            try
            {
                context = await _listener.GetContextAsync();
            }
            catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException)
            {
                return;
            }

            var isAccepted = context.Request.Headers["X-Api-Key"] == Key;
            context.Response.StatusCode = isAccepted ? 200 : 401;
            context.Response.ContentType = "application/json";
            var path = context.Request.Url!.AbsolutePath;
            context.Response.Close(Encoding.UTF8.GetBytes($$"""{"path": "{{path}}"}"""), willBlock: false);
        }
    }
}
