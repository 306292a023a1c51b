using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http;
using Microsoft.Extensions.Options;
using Versori.Connectors.Authentication.ClientCertificates;
using Versori.Connectors.Diagnostics;

namespace Versori.Connectors.Http;

/// <summary>
/// Builds a handler pipeline once more, as the client factory built it, over a primary handler that presents a client
/// certificate.
/// </summary>
internal sealed class CertificatePipelines(
    IServiceScopeFactory scopes,
    IOptionsMonitor<HttpClientFactoryOptions> options,
    IEnumerable<IHttpMessageHandlerBuilderFilter> filters,
    RequestLogger logger)
{
    private readonly IHttpMessageHandlerBuilderFilter[] _filters = [.. filters];

    /// <param name="name">The pipeline's name: that of the client.</param>
    /// <param name="identity">What the handler at its end presents.</param>
    public CertificatePipeline Build(string name, ClientIdentity identity)
    {
        var scope = scopes.CreateScope();
        try
        {
            var builder = scope.ServiceProvider.GetRequiredService<HttpMessageHandlerBuilder>();
            builder.Name = name;
            Action<HttpMessageHandlerBuilder> configure = built =>
            {
                foreach (var action in options.Get(name).HttpMessageHandlerBuilderActions) action(built);
            };
            // The first filter is the outermost.
            for (var i = _filters.Length - 1; i >= 0; i--) configure = _filters[i].Configure(configure);
            configure(builder);
            LeaveOutWhatIsAbove(builder.AdditionalHandlers);
            // Loggers are the one thing that the factory keeps to itself; ours is put back.
            if (name != ConnectorClientFactory.PipelineName) builder.AdditionalHandlers.Add(new LoggedRequests(logger));
            builder.PrimaryHandler = new CertificateGuard { InnerHandler = CertificatePrimary.Of(builder.PrimaryHandler, name, identity) };
            return new(new HttpMessageInvoker(builder.Build()), scope);
        }
        catch
        {
            scope.Dispose();
            throw;
        }
    }

    // In a client of the host's the connection's handler stands among others; those above it have had the request already.
    private static void LeaveOutWhatIsAbove(IList<DelegatingHandler> handlers)
    {
        for (var i = handlers.Count - 1; i >= 0; i--)
        {
            if (handlers[i] is not ConnectionHandler) continue;
            for (; i >= 0; i--) handlers.RemoveAt(i);
        }
    }
}
