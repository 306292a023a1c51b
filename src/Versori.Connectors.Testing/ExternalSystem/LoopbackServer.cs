using System.Collections.Concurrent;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Versori.Connectors.Testing;

/// <summary>A real HTTP server on loopback. It records requests and sends the responses that a test chooses.</summary>
public sealed class LoopbackServer : IAsyncDisposable
{
    private readonly ConcurrentQueue<RecordedRequest> _requests = new();
    private readonly WebApplication _app;

    private LoopbackServer(Func<HttpContext, RecordedRequest, Task> handler, X509Certificate2? certificate)
    {
        Certificate = certificate;
        _app = LoopbackHost.CreateBuilder(certificate).Build();
        _app.Run(async context =>
        {
            var request = await RecordedRequest.OfAsync(context);
            _requests.Enqueue(request);
            RequestCounter.Increment();
            await handler(context, request);
        });
    }

    /// <summary>The address of the server.</summary>
    public Uri BaseAddress => new(_app.Urls.First());

    /// <summary>All requests so far, in the order of arrival.</summary>
    public IReadOnlyList<RecordedRequest> Requests => [.. _requests];

    /// <summary>Counts requests and lets a test wait for them.</summary>
    public RequestCounter RequestCounter { get; } = new();

    /// <summary>The certificate to trust with https; <see langword="null"/> with http.</summary>
    public X509Certificate2? Certificate { get; }

    /// <summary>Starts a server on a free port.</summary>
    /// <param name="handler">Sends the response. It can read the body of the request again.</param>
    /// <param name="https">Whether to use TLS, with a self-signed certificate.</param>
    public static Task<LoopbackServer> StartAsync(RequestDelegate handler, bool https = false) =>
        StartAsync((context, _) => handler(context), https);

    internal static async Task<LoopbackServer> StartAsync(Func<HttpContext, RecordedRequest, Task> handler, bool https)
    {
        var server = new LoopbackServer(handler, https ? LoopbackCertificate.Create() : null);
        await server._app.StartAsync();
        return server;
    }

    /// <summary>Starts a server with a handler for each exact path. Other paths get a 404.</summary>
    /// <param name="byPath">The handlers by path.</param>
    /// <param name="https">Whether to use TLS, with a self-signed certificate.</param>
    public static Task<LoopbackServer> StartAsync(
        IReadOnlyDictionary<string, RequestDelegate> byPath, bool https = false) =>
        StartAsync(context => byPath.GetValueOrDefault(context.Request.Path.Value!, NotFound)(context), https);

    /// <summary>Creates a client that trusts this server's certificate and does not follow redirects.</summary>
    /// <param name="clientCertificate">The client certificate, with https.</param>
    public HttpClient CreateClient(X509Certificate2? clientCertificate = null)
    {
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false };
        handler.SslOptions.RemoteCertificateValidationCallback =
            (_, presented, _, _) => presented?.GetCertHashString() == Certificate?.Thumbprint;

        if (clientCertificate is not null)
        {
            handler.SslOptions.ClientCertificates = [clientCertificate];
        }

        return new(handler) { BaseAddress = BaseAddress };
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        Certificate?.Dispose();
    }

    private static Task NotFound(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }
}
