using System.Collections.Concurrent;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Versori.Connectors.Tests.Servers;

/// <summary>A real HTTP server on loopback that records what arrives and answers with what a test gives it.</summary>
public sealed class LoopbackServer : IAsyncDisposable
{
    private readonly ConcurrentQueue<RecordedRequest> _requests = new();
    private readonly WebApplication _app;

    private LoopbackServer(RequestDelegate handler, X509Certificate2? certificate)
    {
        Certificate = certificate;
        _app = LoopbackHost.CreateBuilder(certificate).Build();
        _app.Run(async context =>
        {
            _requests.Enqueue(await RecordedRequest.OfAsync(context));
            Arrivals.Arrive();
            await handler(context);
        });
    }

    public Uri BaseAddress => new(_app.Urls.First());

    /// <summary>Every request so far, in the order of arrival.</summary>
    public IReadOnlyList<RecordedRequest> Requests => [.. _requests];

    public ArrivalCounter Arrivals { get; } = new();

    /// <summary>The certificate to trust, on https.</summary>
    public X509Certificate2? Certificate { get; }

    public static async Task<LoopbackServer> StartAsync(RequestDelegate handler, bool https = false)
    {
        var server = new LoopbackServer(handler, https ? LoopbackCertificate.Create() : null);
        await server._app.StartAsync();
        return server;
    }

    /// <summary>Answers by exact path; anything else is a 404.</summary>
    public static Task<LoopbackServer> StartAsync(IReadOnlyDictionary<string, RequestDelegate> byPath, bool https = false) =>
        StartAsync(context => byPath.GetValueOrDefault(context.Request.Path.Value!, NotFound)(context), https);

    /// <summary>A client that trusts this server's certificate and follows no redirects.</summary>
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
