using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Http;
using Microsoft.Extensions.Options;
using Versori.Connectors;
using Versori.Connectors.Generation;
using Versori.Connectors.Generation.Reading;
using Versori.Connectors.Http;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds generation of connectors to a host.</summary>
public static class ConnectorGenerationExtensions
{
    /// <summary>
    /// Adds <see cref="IConnectorGenerator"/>. If the host has registered a chat client (<c>IChatClient</c>), it
    /// refines plans. Otherwise, endpoints are selected only by comparing words.
    /// </summary>
    /// <param name="builder">The builder that <c>AddVersoriConnectors</c> returned.</param>
    /// <param name="configure">Sets the limits.</param>
    public static VersoriConnectorsBuilder AddGeneration(
        this VersoriConnectorsBuilder builder, Action<ConnectorGenerationOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var services = builder.Services;
        var options = services.AddOptions<ConnectorGenerationOptions>().ValidateOnStart();
        if (configure is not null) options.Configure(configure);
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IValidateOptions<ConnectorGenerationOptions>, OptionsValidation>());
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IHostNameResolver, SystemHostNameResolver>();
        services.AddHttpClient(DocumentFetcher.ClientName);
        services.PostConfigure<HttpClientFactoryOptions>(
            DocumentFetcher.ClientName,
            pipeline => pipeline.HttpMessageHandlerBuilderActions.Add(PrimaryHandlers.Secure));
        services.AddHttpClient(DocumentFetcher.ExternalClientName);
        EgressPipeline.AddCopy(services, DocumentFetcher.ExternalClientName, DocumentFetcher.ClientName, CreatePolicy);
        services.TryAddSingleton<IConnectorGenerator>(provider =>
        {
            var limits = provider.GetRequiredService<IOptions<ConnectorGenerationOptions>>().Value;
            var clients = DocumentClients.Of(
                provider.GetRequiredService<IHttpClientFactory>(),
                provider.GetRequiredService<IHttpMessageHandlerFactory>(),
                CreatePolicy(provider));
            var fetcher = new DocumentFetcher(clients, limits, provider.GetRequiredService<TimeProvider>());
            return new DefaultConnectorGenerator(fetcher, provider.GetService<IChatClient>(), limits);
        });
        return builder;
    }

    private static EgressPolicy CreatePolicy(IServiceProvider provider)
    {
        var own = provider.GetRequiredService<IOptions<ConnectorGenerationOptions>>().Value.ExternalUrls;
        return new(
            own ?? provider.GetRequiredService<IOptions<ExternalUrlOptions>>().Value,
            provider.GetRequiredService<IHostNameResolver>());
    }

    private sealed class OptionsValidation : IValidateOptions<ConnectorGenerationOptions>
    {
        public ValidateOptionsResult Validate(string? name, ConnectorGenerationOptions options) =>
            options.Problems().ToList() is { Count: > 0 } problems
                ? ValidateOptionsResult.Fail(problems)
                : ValidateOptionsResult.Success;
    }
}
