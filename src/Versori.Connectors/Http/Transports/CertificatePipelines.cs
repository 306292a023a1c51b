using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http;
using Microsoft.Extensions.Options;
using Versori.Connectors.Authentication.ClientCertificates;

namespace Versori.Connectors.Http;

/// <summary>
/// Builds a copy of a handler pipeline that the client factory built, with a primary handler that presents a client
/// certificate.
/// </summary>
internal sealed class CertificatePipelines(
    IServiceScopeFactory scopes,
    IOptionsMonitor<HttpClientFactoryOptions> options,
    IEnumerable<IHttpMessageHandlerBuilderFilter> filters)
{
    private readonly IHttpMessageHandlerBuilderFilter[] _filters = [.. filters];

    /// <param name="name">The name of the pipeline, which is the name of the client.</param>
    /// <param name="identity">The client certificate that the primary handler presents.</param>
    public CertificatePipeline Build(string name, ClientIdentity identity)
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
            builder.PrimaryHandler = new CertificateGuard
            {
                InnerHandler = CertificatePrimaryHandler.Create(builder.PrimaryHandler, name, identity),
            };
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
