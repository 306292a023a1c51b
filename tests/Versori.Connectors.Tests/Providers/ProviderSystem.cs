using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;

namespace Versori.Connectors.Tests.Providers;

/// <summary>Simulates a provider: a real server on loopback that expects requests in a fixed order.</summary>
public sealed class ProviderSystem : IAsyncDisposable
{
    private readonly ConcurrentQueue<Exchange> _expected = new();
    private readonly ConcurrentQueue<string> _problems = new();
    private LoopbackServer _server = null!;

    /// <summary>Every request so far, in the order of arrival.</summary>
    public IReadOnlyList<RecordedRequest> Requests => _server.Requests;

    public static async Task<ProviderSystem> StartAsync()
    {
        var system = new ProviderSystem();
        system._server = await LoopbackServer.StartAsync(system.RespondAsync);
        return system;
    }

    public void Expect(IEnumerable<Exchange> exchanges)
    {
        foreach (var exchange in exchanges) _expected.Enqueue(exchange);
    }

    /// <summary>Whether exactly the expected requests arrived.</summary>
    public void AssertDone() =>
        Assert.Empty(_problems.Concat(_expected.Select(exchange => $"{exchange.At} did not come")));

    /// <summary>
    /// Redirects requests for any host to the loopback server. It is the innermost handler, so the engine sees https
    /// requests to the provider.
    /// </summary>
    public DelegatingHandler Redirection() => new ToLoopback(_server.BaseAddress);

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private async Task RespondAsync(HttpContext context)
    {
        var request = await RecordedRequest.OfAsync(context);
        if (!_expected.TryDequeue(out var exchange))
        {
            _problems.Enqueue($"{request.Method} {request.Target} came, and nothing was expected");
            context.Response.StatusCode = StatusCodes.Status500InternalServerError;
            return;
        }

        var host = request.Headers.GetValueOrDefault("X-Original-Host") ?? "";
        foreach (var problem in exchange.Problems(request, host)) _problems.Enqueue(problem);
        await exchange.RespondAsync(context);
    }

    private sealed class ToLoopback(Uri server) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var original = request.RequestUri!;
            Assert.Equal("https", original.Scheme);
            request.Headers.TryAddWithoutValidation("X-Original-Host", original.Authority);
            request.RequestUri = new Uri(server, original.PathAndQuery);
            try
            {
                return await base.SendAsync(request, cancellationToken);
            }
            finally
            {
                request.RequestUri = original;
                request.Headers.Remove("X-Original-Host");
            }
        }
    }
}
