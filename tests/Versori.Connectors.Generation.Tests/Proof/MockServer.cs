using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace Versori.Connectors.Generation.Tests.Proof;

/// <summary>The mock systems of a test on one loopback address, each below its name.</summary>
internal sealed class MockServer : IAsyncDisposable
{
    public const string TokenPath = "/token";

    private readonly WebApplication _application;

    private MockServer(WebApplication application) => _application = application;

    public Dictionary<string, MockSystem> Systems { get; } = new(StringComparer.Ordinal);

    public static async Task<MockServer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrel(options => options.Listen(IPAddress.Loopback, 0));
        var application = builder.Build();
        var server = new MockServer(application);
        application.Run(async context =>
        {
            var path = context.Request.Path.Value!.Split('/', StringSplitOptions.RemoveEmptyEntries);
            if (path.Length > 0 && server.Systems.TryGetValue(path[0], out var system))
                await system.AnswerAsync(context, path[1..]);
            else
                context.Response.StatusCode = 404;
        });
        await application.StartAsync();
        return server;
    }

    public string UrlOf(string system) =>
        $"{new Uri(_application.Urls.Single()).GetLeftPart(UriPartial.Authority)}/{system}";

    public ValueTask DisposeAsync() => _application.DisposeAsync();
}
