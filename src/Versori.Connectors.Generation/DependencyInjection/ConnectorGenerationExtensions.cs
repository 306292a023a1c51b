using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Http;
using Microsoft.Extensions.Options;
using Versori.Connectors;
using Versori.Connectors.Generation;
using Versori.Connectors.Generation.Chat;
using Versori.Connectors.Generation.Planning;
using Versori.Connectors.Generation.Reading;
using Versori.Connectors.Http;
using Versori.Connectors.Refresh;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds generation of connectors to a host.</summary>
public static class ConnectorGenerationExtensions
{
    /// <summary>
    /// Adds <see cref="IConnectorGenerator"/>, <see cref="IConnectorChat"/> and <see cref="IDocumentationReader"/>. If
    /// the host has registered a chat client (<c>IChatClient</c>), it chooses the endpoints of plans, leads
    /// conversations and reads pages of documentation. If it has registered an embedding generator
    /// (<c>IEmbeddingGenerator&lt;string, Embedding&lt;float&gt;&gt;</c>), endpoints are ranked by meaning too.
    /// Otherwise, they are selected only by comparing words.
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
        services.TryAddSingleton<IEndpointSearch, PlannerSearch>();
        services.AddHttpClient(DocumentFetcher.ClientName);
        services.PostConfigure<HttpClientFactoryOptions>(
            DocumentFetcher.ClientName,
            pipeline => pipeline.HttpMessageHandlerBuilderActions.Add(PrimaryHandlers.Secure));
        services.AddHttpClient(DocumentFetcher.ExternalClientName);
        EgressPipeline.AddCopy(services, DocumentFetcher.ExternalClientName, DocumentFetcher.ClientName, CreatePolicy);
        services.TryAddSingleton(provider => new PlanModel(
            provider.GetService<IChatClient>(),
            provider.GetService<IEmbeddingGenerator<string, Embedding<float>>>(),
            LimitsOf(provider).Model,
            provider.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton<IConnectorChat>(provider => new ConnectorChat(
            provider.GetRequiredService<IConversationStore>(),
            provider.GetRequiredService<IConnectorCatalog>(),
            provider.GetRequiredService<IConnectorGenerator>(),
            provider.GetRequiredService<PlanModel>(),
            LimitsOf(provider),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetService<EngineLifetime>(),
            provider.GetService<IKnownHosts>()));
        services.TryAddSingleton<IConversations>(provider => provider.GetRequiredService<IConnectorChat>());
        services.TryAddSingleton<IConnectorGenerator>(provider => new DefaultConnectorGenerator(
            CreateFetcher(provider),
            provider.GetRequiredService<PlanModel>(),
            LimitsOf(provider),
            provider.GetService<EngineLifetime>(),
            provider.GetService<IKnownHosts>()));
        services.TryAddSingleton<IDocumentationReader>(provider => new DocumentationReader(
            CreateFetcher(provider),
            provider.GetService<IChatClient>(),
            LimitsOf(provider),
            provider.GetRequiredService<TimeProvider>()));
        return builder;
    }

    /// <summary>
    /// Declares a connector that is read from a source when the host starts, with the endpoints that its templates
    /// need. It is created if it does not exist, and extended by what it lacks; what was changed centrally stays.
    /// </summary>
    /// <remarks>
    /// A source that cannot be read or fetched fails the start of the host with a <see cref="ConnectorException"/>.
    /// </remarks>
    /// <param name="builder">The builder that <c>AddVersoriConnectors</c> returned.</param>
    /// <param name="source">The source; one that can be read at each start, so not a stream.</param>
    public static DeclaredConnectorBuilder AddConnector(this VersoriConnectorsBuilder builder, ConnectorSource source)
    {
        ArgumentNullException.ThrowIfNull(source);
        builder.AddGeneration();
        return builder.AddDeclaration(new(async (services, templates, cancellationToken) =>
        {
            var generator = services.GetRequiredService<IConnectorGenerator>();
            var imported = await generator.ImportAsync(source, cancellationToken).ConfigureAwait(false);
            var definition = imported.Definition;
            if (templates.Count == 0 || templates.Any(template => template.Endpoints.Count == 0)) return definition;
            var needed = templates.SelectMany(template => template.Endpoints).ToHashSet(StringComparer.Ordinal);
            ConnectorEndpoint[] endpoints = [.. definition.Endpoints.Where(endpoint => needed.Contains(endpoint.Id))];
            return DefinitionTrimmer.Trim(definition, endpoints, endpoints);
        }));
    }

    private static DocumentFetcher CreateFetcher(IServiceProvider provider)
    {
        var clients = DocumentClients.Of(
            provider.GetRequiredService<IHttpClientFactory>(),
            provider.GetRequiredService<IHttpMessageHandlerFactory>(),
            CreatePolicy(provider));
        return new(clients, LimitsOf(provider), provider.GetRequiredService<TimeProvider>());
    }

    private static ConnectorGenerationOptions LimitsOf(IServiceProvider provider) =>
        provider.GetRequiredService<IOptions<ConnectorGenerationOptions>>().Value;

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
