using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Versori.Connectors;
using Versori.Connectors.Activations;
using Versori.Connectors.Auditing;
using Versori.Connectors.Authentication;
using Versori.Connectors.Authentication.AwsRoles;
using Versori.Connectors.Authentication.AwsSignatureV4;
using Versori.Connectors.Authentication.ClientCertificates;
using Versori.Connectors.Authentication.Custom;
using Versori.Connectors.Authentication.Digest;
using Versori.Connectors.Authentication.Hmac;
using Versori.Connectors.Authentication.HttpMessageSignatures;
using Versori.Connectors.Authentication.Jwt;
using Versori.Connectors.Authentication.OAuth1;
using Versori.Connectors.Authentication.OAuth2;
using Versori.Connectors.Authentication.SessionToken;
using Versori.Connectors.Authentication.Wsse;
using Versori.Connectors.Caching;
using Versori.Connectors.Catalog;
using Versori.Connectors.Connecting;
using Versori.Connectors.ConnectSessions;
using Versori.Connectors.DependencyInjection;
using Versori.Connectors.Diagnostics;
using Versori.Connectors.Http;
using Versori.Connectors.InMemory;
using Versori.Connectors.Invocation;
using Versori.Connectors.Maintenance;
using Versori.Connectors.Refresh;
using Versori.Connectors.SignIn;
using Versori.Connectors.Webhooks;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds Versori.Connectors to a host.</summary>
public static class VersoriConnectorsServiceCollectionExtensions
{
    /// <summary>
    /// Adds the catalog (<see cref="IConnectorCatalog"/>), connecting (<see cref="IConnections"/>), clients (<see
    /// cref="IConnectorClientFactory"/>) and in-memory stores, until others are chosen on the builder. Services that
    /// the host has registered already are kept. May be called more than once.
    /// </summary>
    /// <param name="services">The host's services.</param>
    /// <param name="configure">Changes settings; they are validated when the host starts.</param>
    public static VersoriConnectorsBuilder AddVersoriConnectors(
        this IServiceCollection services, Action<VersoriConnectorsOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        var options = services.AddOptions<VersoriConnectorsOptions>().ValidateOnStart();
        if (configure is not null) options.Configure(configure);
        services.TryAddEnumerable(ServiceDescriptor
            .Singleton<IValidateOptions<VersoriConnectorsOptions>, VersoriConnectorsOptionsValidator>());

        services.AddLogging();
        services.AddMetrics();
        services.TryAddSingleton(TimeProvider.System);
        AddStores(services);
        AddAuthentication(services);
        AddEngine(services);
        EnginePipelines.Add(services);
        return new VersoriConnectorsBuilder(services);
    }

    private static void AddStores(IServiceCollection services)
    {
        services.TryAddSingleton<IConnectorStore, InMemoryConnectorStore>();
        services.TryAddSingleton<ITemplateStore, InMemoryTemplateStore>();
        services.TryAddSingleton<IConnectionStore, InMemoryConnectionStore>();
        services.TryAddSingleton<IBindingStore, InMemoryBindingStore>();
        services.TryAddSingleton<ISecretStore, InMemorySecretStore>();
        services.TryAddSingleton<IConnectionLock, InMemoryConnectionLock>();
        services.TryAddSingleton<IWebhookReplayStore, InMemoryWebhookReplayStore>();
        services.TryAddSingleton<IPendingSignInStore, InMemoryPendingSignInStore>();
        services.TryAddSingleton<IConnectSessionStore, InMemoryConnectSessionStore>();
        services.TryAddSingleton<IActivationStore>(
            provider => new InMemoryActivationStore(provider.GetRequiredService<IBindingStore>()));
        services.TryAddSingleton<IAuditStore, InMemoryAuditStore>();
        services.TryAddSingleton<ILimitStore, InMemoryLimitStore>();
        services.TryAddSingleton<IConversationStore, InMemoryConversationStore>();
    }

    private static void AddAuthentication(IServiceCollection services)
    {
        services.TryAddSingleton<OAuth2Http>();
        services.TryAddSingleton<OAuth2Clients>();
        services.TryAddSingleton<AssertionWriter>();
        services.TryAddSingleton<SamlAssertionWriter>();
        services.TryAddSingleton<IAwsRoleSources, AwsRoleSources>();
        services.TryAddSingleton<ClientAuthenticator>();
        services.TryAddSingleton<DpopProofs>();
        services.TryAddSingleton<DpopNonces>();
        services.TryAddSingleton<TokenIntrospection>();
        services.TryAddSingleton<TokenFollowUp>();
        services.TryAddSingleton<TokenRequester>();
        services.TryAddSingleton<TokenRevocation>();
        services.TryAddSingleton<MetadataReader>();
        services.TryAddSingleton<OAuth2Discovery>();
        services.TryAddSingleton<OAuth1Requester>();
        services.TryAddSingleton<SessionClient>();
        services.TryAddSingleton<AuthHandlerRegistry>();
        services.TryAddSingleton<AuthMethodHandlers>();
        services.TryAddEnumerable(
        [
            ServiceDescriptor.Singleton<AuthMethodHandler, NoAuthHandler>(),
            ServiceDescriptor.Singleton<AuthMethodHandler, ApiKeyAuthHandler>(),
            ServiceDescriptor.Singleton<AuthMethodHandler, BasicAuthHandler>(),
            ServiceDescriptor.Singleton<AuthMethodHandler, DigestAuthHandler>(),
            ServiceDescriptor.Singleton<AuthMethodHandler, BearerAuthHandler>(),
            ServiceDescriptor.Singleton<AuthMethodHandler, OAuth2AuthHandler>(),
            ServiceDescriptor.Singleton<AuthMethodHandler, SessionTokenAuthHandler>(),
            ServiceDescriptor.Singleton<AuthMethodHandler, CustomAuthHandler>(),
            ServiceDescriptor.Singleton<AuthMethodHandler, SelfSignedJwtAuthHandler>(),
            ServiceDescriptor.Singleton<AuthMethodHandler, HmacSignatureAuthHandler>(),
            ServiceDescriptor.Singleton<AuthMethodHandler, HttpMessageSignatureAuthHandler>(),
            ServiceDescriptor.Singleton<AuthMethodHandler, AwsSignatureV4AuthHandler>(),
            ServiceDescriptor.Singleton<AuthMethodHandler, OAuth1AuthHandler>(),
            ServiceDescriptor.Singleton<AuthMethodHandler, WsseAuthHandler>(),
            ServiceDescriptor.Singleton<AuthMethodHandler, ClientCertificateAuthHandler>(),
        ]);
    }

    private static void AddEngine(IServiceCollection services)
    {
        AddInfrastructure(services);
        AddConnecting(services);
        AddActivations(services);
        AddRefresh(services);
        AddClients(services);
        AddCatalog(services);
        AddMaintenance(services);
        AddWebhooks(services);
        AddSignIn(services);
    }

    private static void AddInfrastructure(IServiceCollection services)
    {
        services.TryAddSingleton<EngineLifetime>();
        services.TryAddSingleton<CoarseClock>();
        services.TryAddSingleton<SharedInstances>();
        services.TryAddSingleton<StoreReads>();
        services.TryAddSingleton<StoreChangeListener>();
        services.TryAddSingleton<EngineTelemetry>();
        services.TryAddSingleton<RequestLogger>();
        services.TryAddSingleton<IHostNameResolver, SystemHostNameResolver>();
        services.AddOptions<ExternalUrlOptions>().ValidateOnStart();
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IValidateOptions<ExternalUrlOptions>, ExternalUrlOptionsValidator>());
        services.TryAddSingleton(provider => new EgressPolicy(
            provider.GetRequiredService<IOptions<ExternalUrlOptions>>().Value,
            provider.GetRequiredService<IHostNameResolver>()));
        services.TryAddSingleton<IAuditActorSource, UnknownActor>();
        services.TryAddSingleton<AuditTrail>();
    }

    private static void AddConnecting(IServiceCollection services)
    {
        services.TryAddSingleton<ConnectionLookup>();
        services.TryAddSingleton<IConnectForms, ConnectForms>();
        services.TryAddSingleton<ConnectionMaker>();
        services.TryAddSingleton<SnapshotTaker>();
        services.TryAddSingleton<ConnectionDrafts>();
        services.TryAddSingleton<ConnectionPreparer>();
        services.TryAddSingleton<DraftTokens>();
        services.TryAddSingleton<CaptureRequests>();
        services.TryAddSingleton<CheckRequests>();
        services.TryAddSingleton<CheckEndpointCall>();
        services.TryAddSingleton<CredentialCheck>();
        services.TryAddSingleton<DraftVerification>();
        services.TryAddSingleton<ConnectionSecrets>();
        services.TryAddSingleton<ConnectionSaver>();
        services.TryAddSingleton<ConnectionCompletion>();
        services.TryAddSingleton<ConnectionEvents>();
        services.TryAddSingleton<ConnectionActivation>();
        services.TryAddSingleton<ConnectionSelector>();
        services.TryAddSingleton<ConnectionBindings>();
        services.TryAddSingleton<DefaultConnections>();
        services.TryAddSingleton<ConnectionRenaming>();
        services.TryAddSingleton<ConnectionCreation>();
        services.TryAddSingleton<KeptRefreshTokens>();
        services.TryAddSingleton<CredentialReplacement>();
        services.TryAddSingleton<ConnectionRemoval>();
        services.TryAddSingleton<ConnectionUsages>();
        services.TryAddSingleton<ConnectionService>();
        services.TryAddSingleton<SessionBindings>();
        services.TryAddSingleton<IConnectSessions, ConnectSessionService>();
        services.TryAddSingleton<IConnections>(provider => provider.GetRequiredService<ConnectionService>());
    }

    private static void AddActivations(IServiceCollection services)
    {
        services.TryAddSingleton<VariableSchemas>();
        services.TryAddSingleton<ActivationCheck>();
        services.TryAddSingleton<TemplateScopes>();
        services.TryAddSingleton<ActivationWriter>();
        services.TryAddSingleton<IActivations, ActivationService>();
        services.TryAddSingleton<IPersons, PersonDeletion>();
    }

    private static void AddRefresh(IServiceCollection services)
    {
        services.TryAddSingleton<ConnectionEpochs>();
        services.TryAddSingleton<TokenWriter>();
        services.TryAddSingleton<TokenRevoker>();
        services.TryAddSingleton<ConnectionRefresher>();
        services.TryAddSingleton<RejectedCredentials>();
        services.TryAddSingleton<ConnectionRuntimes>();
        services.TryAddSingleton<RefreshOnDemand>();
    }

    private static void AddClients(IServiceCollection services)
    {
        services.TryAddSingleton<PipelineCopies>();
        services.TryAddSingleton<RedirectedRequests>();
        services.TryAddSingleton<ClientTransports>();
        services.TryAddSingleton<FormerDefinitions>();
        services.TryAddSingleton<ConnectionAddresses>();
        services.TryAddSingleton<ConnectionLimiters>();
        services.TryAddSingleton<RouteResolver>();
        services.TryAddSingleton<AnonymousRuntimes>();
        services.TryAddSingleton<AnonymousRoutes>();
        services.TryAddSingleton<Routes>();
        services.TryAddSingleton<ConnectorClientFactory>();
        services.TryAddSingleton<IConnectorClientFactory>(
            provider => provider.GetRequiredService<ConnectorClientFactory>());
        services.TryAddSingleton<EndpointFinder>();
        services.TryAddSingleton<MissingScopes>();
        services.TryAddSingleton<EndpointInvoker>();
        services.TryAddSingleton<IEndpointInvoker>(provider => provider.GetRequiredService<EndpointInvoker>());
        services.TryAddSingleton<IEndpointLister, EndpointLister>();
        services.TryAddSingleton<IEndpointTester, EndpointTester>();
    }

    private static void AddCatalog(IServiceCollection services)
    {
        services.TryAddSingleton<DefinitionValidator>();
        services.TryAddSingleton<ConnectorChanges>();
        services.TryAddSingleton<PlanCheck>();
        services.TryAddSingleton<TemplateLinks>();
        services.TryAddSingleton<ConnectorVersions>();
        services.TryAddSingleton<PlanNeeds>();
        services.TryAddSingleton<PlanApplication>();
        services.TryAddSingleton<ConnectorDeletion>();
        services.TryAddSingleton<HostClients>();
        services.TryAddSingleton<HostClientSecrets>();
        services.TryAddSingleton<HostClientRetirement>();
        services.TryAddSingleton<IConnectorCatalog, ConnectorCatalog>();
    }

    private static void AddMaintenance(IServiceCollection services)
    {
        services.TryAddSingleton<ConnectionChecker>();
        services.TryAddSingleton<UpgradeDrafts>();
        services.TryAddSingleton<ConnectionUpgrade>();
        services.TryAddSingleton<ConnectionNeeds>();
        services.TryAddSingleton<OriginApproval>();
        services.TryAddSingleton<SecretOwners>();
        services.TryAddSingleton<OrphanedSecrets>();
        services.TryAddSingleton<IConnectionMaintenance, ConnectionMaintenance>();
    }

    private static void AddWebhooks(IServiceCollection services)
    {
        services.TryAddSingleton<WebhookFinder>();
        services.TryAddSingleton<WebhookSecrets>();
        services.TryAddSingleton<IWebhookSecrets>(provider => provider.GetRequiredService<WebhookSecrets>());
        services.TryAddSingleton<CustomSchemeCheck>();
        services.TryAddSingleton<IWebhookVerifier, WebhookVerifier>();
    }

    private static void AddSignIn(IServiceCollection services)
    {
        services.TryAddSingleton<ClientRegistration>();
        services.TryAddSingleton<FurtherCredentialResolver>();
        services.TryAddSingleton<SignInValues>();
        services.TryAddSingleton<SignInTargetFinder>();
        services.TryAddSingleton<StepUpRequests>();
        services.TryAddSingleton<OAuth2SignInPreparer>();
        services.TryAddSingleton<PendingSignIns>();
        services.TryAddSingleton<CallbackLookup>();
        services.TryAddSingleton<SignInTransports>();
        services.TryAddSingleton<SignInTokenRequester>();
        services.TryAddSingleton<SignInCompletion>();
        services.TryAddSingleton<AuthorizationUrlBuilder>();
        services.TryAddSingleton<AuthorizationCodeFlow>();
        services.TryAddSingleton<DeviceAuthorizationEndpoint>();
        services.TryAddSingleton<DeviceWait>();
        services.TryAddSingleton<DeviceFlow>();
        services.TryAddSingleton<TemporaryCredentialEndpoint>();
        services.TryAddSingleton<OAuth1Flow>();
        services.TryAddSingleton<ISignIns, SignInService>();
    }
}
