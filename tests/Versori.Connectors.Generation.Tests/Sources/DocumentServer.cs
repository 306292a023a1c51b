using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Versori.Connectors.Generation.Tests;

/// <summary>A server on loopback that answers with texts by path.</summary>
internal sealed class DocumentServer : IAsyncDisposable
{
    private readonly WebApplication _server;
    private int _requests;

    private DocumentServer(WebApplication server) => _server = server;

    public Uri Url => new(_server.Urls.Single());

    /// <summary>The number of requests so far.</summary>
    public int Requests => _requests;

    public static Task<DocumentServer> StartAsync(Dictionary<string, string> documents) =>
        StartAsync((context, server) =>
        {
            if (documents.TryGetValue(context.Request.Path, out var text))
                return context.Response.WriteAsync(text.Replace("{server}", server.Address, StringComparison.Ordinal));
            context.Response.StatusCode = 404;
            return Task.CompletedTask;
        });

    public static async Task<DocumentServer> StartAsync(Func<HttpContext, DocumentServer, Task> handle)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrel(options => options.Listen(IPAddress.Loopback, 0));
        var application = builder.Build();
        var server = new DocumentServer(application);
        application.Run(context =>
        {
            Interlocked.Increment(ref server._requests);
            return handle(context, server);
        });
        await application.StartAsync();
        return server;
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    /// <summary>The origin, without a slash at its end.</summary>
    public string Address => Url.GetLeftPart(UriPartial.Authority);
}
