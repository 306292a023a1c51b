using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace Versori.Connectors.Tests.Servers;

/// <summary>
/// An https server on loopback with a certificate of a private CA that requests client certificates.
/// </summary>
public sealed class MutualTlsServer : IAsyncDisposable
{
    private readonly ConcurrentQueue<RecordedRequest> _requests = new();
    private readonly List<TaskCompletionSource> _connections = [];
    private readonly X509Certificate2 _certificate;
    private readonly WebApplication _app;

    private MutualTlsServer(TestAuthority authority, TestAuthority? callers, RequestDelegate handler, string host)
    {
        _certificate = authority.Issue(host, host: host).Usable;
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen =>
        {
            listen.Protocols = HttpProtocols.Http1;
            listen.Use(CountAsync);
            listen.UseHttps(_certificate, https =>
            {
                https.ClientCertificateMode = callers is null
                    ? ClientCertificateMode.AllowCertificate
                    : ClientCertificateMode.RequireCertificate;
                https.ClientCertificateValidation = (presented, chain, _) => callers?.Vouches(presented, chain) ?? true;
            });
        }));
        _app = builder.Build();
        _app.Run(async context =>
        {
            _requests.Enqueue(await RecordedRequest.OfAsync(context));
            await handler(context);
        });
    }

    public Uri BaseAddress => new(_app.Urls.First());

    public IReadOnlyList<RecordedRequest> Requests => [.. _requests];

    /// <summary>The thumbprints of the client certificates, one for each request.</summary>
    public IReadOnlyList<string?> Presented => [.. _requests.Select(request => request.ClientCertificate)];

    /// <summary>The number of TLS connections so far.</summary>
    public int Connections
    {
        get
        {
            lock (_connections) return _connections.Count;
        }
    }

    /// <param name="authority">The issuer of the server's certificate.</param>
    /// <param name="callers">The issuer of client certificates; <see langword="null"/>: any or none.</param>
    /// <param name="handler">Sends the response.</param>
    /// <param name="host">The host name in its certificate.</param>
    public static async Task<MutualTlsServer> StartAsync(
        TestAuthority authority, TestAuthority? callers, RequestDelegate handler, string host = "localhost")
    {
        var server = new MutualTlsServer(authority, callers, handler, host);
        await server._app.StartAsync();
        return server;
    }

    /// <summary>Completes when a connection, given by its order of arrival, is closed.</summary>
    public Task ConnectionClosedAsync(int number)
    {
        lock (_connections) return _connections[number].Task.WaitAsync(TimeSpan.FromMinutes(5));
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _certificate.Dispose();
    }

    private ConnectionDelegate CountAsync(ConnectionDelegate next) => async connection =>
    {
        var closed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_connections) _connections.Add(closed);
        try
        {
            await next(connection);
        }
        finally
        {
            closed.SetResult();
        }
    };
}
