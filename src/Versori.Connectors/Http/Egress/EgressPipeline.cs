using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http;
using Microsoft.Extensions.Options;

namespace Versori.Connectors.Http;

/// <summary>
/// Adds a guarded pipeline. It has the handlers and the primary handler of another pipeline, as the host configured
/// them, and an <see cref="EgressGuard"/>.
/// </summary>
internal static class EgressPipeline
{
    /// <param name="services">The host's services.</param>
    /// <param name="name">The name of the guarded pipeline.</param>
    /// <param name="source">The name of the pipeline whose configuration is used.</param>
    /// <param name="policy">Returns the policy of the guard.</param>
    public static void AddCopy(
        IServiceCollection services, string name, string source, Func<IServiceProvider, EgressPolicy> policy) =>
        services.AddOptions<HttpClientFactoryOptions>(name).PostConfigure<IServiceProvider>((options, provider) =>
        {
            // The source's actions include the host's defaults for all clients, which must not be applied twice.
            options.HttpMessageHandlerBuilderActions.Clear();
            options.HttpMessageHandlerBuilderActions.Add(builder =>
            {
                foreach (var action in Source().HttpMessageHandlerBuilderActions) action(builder);
                Guard(builder, policy(provider));
            });
            options.HttpClientActions.Clear();
            options.HttpClientActions.Add(client =>
            {
                foreach (var action in Source().HttpClientActions) action(client);
            });

            HttpClientFactoryOptions Source() =>
                provider.GetRequiredService<IOptionsMonitor<HttpClientFactoryOptions>>().Get(source);
        });

    /// <summary>Adds the guard as the innermost handler.</summary>
    public static void Guard(HttpMessageHandlerBuilder builder, EgressPolicy policy)
    {
        var (primary, guard) = GuardedPrimaryHandler.Create(builder.PrimaryHandler, policy);
        builder.PrimaryHandler = primary;
        builder.AdditionalHandlers.Add(guard);
    }
}
