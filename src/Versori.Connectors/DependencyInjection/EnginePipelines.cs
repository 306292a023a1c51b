using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http;
using Microsoft.Extensions.Options;
using Versori.Connectors.Authentication.OAuth2;
using Versori.Connectors.Diagnostics;
using Versori.Connectors.Http;

namespace Versori.Connectors.DependencyInjection;

/// <summary>
/// Registers the engine's pipelines. Everything that the host configures, for all clients or for a pipeline, is
/// kept: the engine's own settings come before it, and the safety of the primary handler after it.
/// </summary>
internal static class EnginePipelines
{
    /// <summary>Registers the pipelines, once.</summary>
    public static void Add(IServiceCollection services)
    {
        if (services.Any(service => service.ServiceType == typeof(Marker))) return;
        services.AddSingleton<Marker>();
        Add(services, ConnectorClientFactory.PipelineName);
        Add(services, OAuth2Http.PipelineName);
        Finish(services, OAuth2Http.PipelineName, static builder =>
            builder.AdditionalHandlers.Add(new SingleSendGuard()));
        LogRequests(services, OAuth2Http.PipelineName);
        Add(services, OAuth2Http.ExternalPipelineName);
        EgressPipeline.AddCopy(
            services,
            OAuth2Http.ExternalPipelineName,
            OAuth2Http.PipelineName,
            static provider => provider.GetRequiredService<EgressPolicy>());
    }

    /// <summary>
    /// Applies settings to a client before everything that the host configures, so that the host can change them.
    /// </summary>
    public static void Precede(IServiceCollection services, string name, Action<IHttpClientBuilder> configure)
    {
        var settings = new ServiceCollection();
        configure(settings.AddHttpClient(name));
        var configurations = settings
            .Where(service => service.ServiceType == typeof(IConfigureOptions<HttpClientFactoryOptions>))
            .ToArray();
        for (var i = 0; i < configurations.Length; i++) services.Insert(i, configurations[i]);
    }

    /// <summary>Secures the primary handler of a client after everything that the host configures.</summary>
    public static void SecurePrimaryHandler(IServiceCollection services, string name) =>
        Finish(services, name, PrimaryHandlers.Secure);

    /// <summary>Adds the engine's logger, which logs no headers.</summary>
    public static void LogRequests(IServiceCollection services, string name) =>
        Finish(services, name, static builder => builder.AdditionalHandlers.Add(
            new LoggedRequests(builder.Services.GetRequiredService<RequestLogger>())));

    /// <summary>
    /// Notes at the connection's handler if handlers of the host before it repeat requests. It finds those after it by
    /// itself.
    /// </summary>
    public static void NoteResilience(IServiceCollection services, string name) =>
        Finish(services, name, static builder =>
        {
            if (!builder.AdditionalHandlers.Any(ResilienceHandlers.IsOne)) return;
            foreach (var handler in builder.AdditionalHandlers.OfType<ConnectionHandler>())
            {
                handler.IsBehindResilience = true;
            }
        });

    private static void Finish(IServiceCollection services, string name, Action<HttpMessageHandlerBuilder> action) =>
        services.PostConfigure<HttpClientFactoryOptions>(
            name, options => options.HttpMessageHandlerBuilderActions.Add(action));

    private static void Add(IServiceCollection services, string name)
    {
        services.AddHttpClient(name);
        Precede(services, name, builder => builder
            .ConfigurePrimaryHttpMessageHandler(PrimaryHandlers.Create)
            // The handler handles DNS changes itself. The default loggers pass headers to structured logs and cost
            // several allocations a call; a host that wants loggers adds them to the pipeline.
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            .RemoveAllLoggers());
        SecurePrimaryHandler(services, name);
    }

    private sealed class Marker;
}
