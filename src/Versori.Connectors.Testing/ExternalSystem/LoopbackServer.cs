using System.Collections.Concurrent;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Versori.Connectors.Testing;

/// <summary>A real HTTP server on loopback that records what arrives and answers with what a test gives it.</summary>
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
            Arrivals.Arrive();
            await handler(context, request);
        });
    }

    /// <summary>Where it listens.</summary>
    public Uri BaseAddress => new(_app.Urls.First());

    /// <summary>Every request so far, in the order of arrival.</summary>
    public IReadOnlyList<RecordedRequest> Requests => [.. _requests];

    /// <summary>Counts requests and lets a test wait for them.</summary>
    public ArrivalCounter Arrivals { get; } = new();

    /// <summary>The certificate to trust, on https; <see langword="null"/> on http.</summary>
    public X509Certificate2? Certificate { get; }

    /// <summary>Starts a server at a free port.</summary>
    /// <param name="handler">What answers. The body of the request can be read once more there.</param>
    /// <param name="https">Whether it speaks TLS, with a certificate of its own making.</param>
    public static Task<LoopbackServer> StartAsync(RequestDelegate handler, bool https = false) =>
        StartAsync((context, _) => handler(context), https);

    internal static async Task<LoopbackServer> StartAsync(Func<HttpContext, RecordedRequest, Task> handler, bool https)
    {
        var server = new LoopbackServer(handler, https ? LoopbackCertificate.Create() : null);
        await server._app.StartAsync();
        return server;
    }

    /// <summary>Starts a server that answers by exact path; anything else is a 404.</summary>
    /// <param name="byPath">What answers, by path.</param>
    /// <param name="https">Whether it speaks TLS, with a certificate of its own making.</param>
    public static Task<LoopbackServer> StartAsync(IReadOnlyDictionary<string, RequestDelegate> byPath, bool https = false) =>
        StartAsync(context => byPath.GetValueOrDefault(context.Request.Path.Value!, NotFound)(context), https);

    /// <summary>A client that trusts this server's certificate and follows no redirects.</summary>
    /// <param name="clientCertificate">What the client shows, on https.</param>
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
