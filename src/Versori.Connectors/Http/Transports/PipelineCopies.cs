using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http;
using Microsoft.Extensions.Options;

namespace Versori.Connectors.Http;

/// <summary>
/// Builds copies of the handler pipelines that the client factory builds, with another primary handler: one that
/// presents a client certificate, or one that only connects to addresses that are allowed.
/// </summary>
internal sealed class PipelineCopies(
    IServiceScopeFactory scopes,
    IOptionsMonitor<HttpClientFactoryOptions> options,
    IEnumerable<IHttpMessageHandlerBuilderFilter> filters)
{
    private readonly IHttpMessageHandlerBuilderFilter[] _filters = [.. filters];

    /// <param name="name">The name of the pipeline, which is the name of the client.</param>
    /// <param name="finish">Replaces the primary handler.</param>
    public PipelineCopy Build(string name, Action<HttpMessageHandlerBuilder> finish)
    {
        var scope = scopes.CreateScope();
        try
        {
            var builder = scope.ServiceProvider.GetRequiredService<HttpMessageHandlerBuilder>();
            builder.Name = name;
            Action<HttpMessageHandlerBuilder> configure = built =>
            {
                var settings = options.Get(name);
                foreach (var action in settings.HttpMessageHandlerBuilderActions) action(built);
                AddLoggers(settings, built);
            };

            // The first filter is the outermost.
            for (var i = _filters.Length - 1; i >= 0; i--) configure = _filters[i].Configure(configure);
            configure(builder);
            RemoveOuterHandlers(builder.AdditionalHandlers);
            finish(builder);
            return new(new HttpMessageInvoker(builder.Build()), scope);
        }
        catch
        {
            scope.Dispose();
            throw;
        }
    }

    // The host's loggers are kept apart from the other actions, and no public member returns them.
    private static void AddLoggers(HttpClientFactoryOptions settings, HttpMessageHandlerBuilder builder)
    {
        try
        {
            foreach (var action in LoggersOf(settings)) action(builder);
        }
        catch (MissingMethodException)
        {
            // Another version of the package keeps them elsewhere. The requests are sent without loggers.
        }
    }

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "get_LoggingBuilderActions")]
    private static extern List<Action<HttpMessageHandlerBuilder>> LoggersOf(HttpClientFactoryOptions settings);

    // In a client of the host, the connection's handler is one of several. The handlers outside it have already
    // processed the request, so they and the connection's handler are removed.
    private static void RemoveOuterHandlers(IList<DelegatingHandler> handlers)
    {
        for (var i = handlers.Count - 1; i >= 0; i--)
        {
            if (handlers[i] is not ConnectionHandler) continue;
            for (; i >= 0; i--) handlers.RemoveAt(i);
        }
    }
}
