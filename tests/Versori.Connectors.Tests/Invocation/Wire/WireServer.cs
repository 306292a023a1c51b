using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Versori.Connectors.Tests.Invocation.Wire;

/// <summary>A server that keeps requests as they arrived: the target before any decoding, headers and form.</summary>
public sealed class WireServer : IAsyncDisposable
{
    private static readonly HttpClient Client = new(new SocketsHttpHandler { UseCookies = false });

    private readonly ConcurrentDictionary<string, ArrivedRequest> _arrived = new();
    private LoopbackServer _server = null!;

    public static async Task<WireServer> StartAsync()
    {
        var wire = new WireServer();
        wire._server = await LoopbackServer.StartAsync(wire.KeepAsync);
        return wire;
    }

    /// <summary>Sends a request that a factory made, and returns it as it arrived.</summary>
    public async Task<ArrivedRequest> SendAsync(HttpRequestMessage request)
    {
        var id = Guid.NewGuid().ToString();
        request.Headers.Add("X-Request", id);
        request.RequestUri = new Uri(_server.BaseAddress.AbsoluteUri + request.RequestUri!.OriginalString);
        using var response = await Client.SendAsync(request);
        return _arrived[id];
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private async Task KeepAsync(HttpContext context)
    {
        var target = context.Features.Get<IHttpRequestFeature>()!.RawTarget;
        using var body = new MemoryStream();
        context.Request.Body.Position = 0;
        await context.Request.Body.CopyToAsync(body);
        context.Request.Body.Position = 0;
        var fields = context.Request.HasFormContentType
            ? (await context.Request.ReadFormAsync()).ToDictionary(field => field.Key, field => field.Value.ToArray())
            : [];
        _arrived[context.Request.Headers["X-Request"].ToString()] = new(
            target,
            context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString()),
            body.ToArray(),
            fields!);
    }
}
