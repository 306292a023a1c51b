using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Versori.Connectors;
using Versori.Connectors.AspNetCore;
using Versori.Connectors.AspNetCore.Administration;
using Versori.Connectors.AspNetCore.Administration.Fields;
using Versori.Connectors.AspNetCore.Api;
using Versori.Connectors.AspNetCore.Assets;
using Versori.Connectors.AspNetCore.Chat;
using Versori.Connectors.AspNetCore.Connections;
using Versori.Connectors.AspNetCore.DependencyInjection;
using Versori.Connectors.AspNetCore.Endpoints;
using Versori.Connectors.AspNetCore.Forms;
using Versori.Connectors.AspNetCore.Pages;
using Versori.Connectors.AspNetCore.Pipeline;
using Versori.Connectors.AspNetCore.Problems;
using Versori.Connectors.AspNetCore.Routing;
using Versori.Connectors.AspNetCore.Sessions;
using Versori.Connectors.AspNetCore.SignIn;
using Versori.Connectors.AspNetCore.Templates;
using Versori.Connectors.AspNetCore.Texts;
using Versori.Connectors.AspNetCore.Visitors;
using Versori.Connectors.AspNetCore.Webhooks;
using Versori.Connectors.Auditing;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the Connect page to an ASP.NET Core host.</summary>
public static class VersoriConnectorsConnectExtensions
{
    /// <summary>
    /// Adds the services of the Connect page; <c>MapVersoriConnect</c> maps it. The host's users are the owners of
    /// connections, by a claim (<see cref="ConnectOptions.OwnerClaims"/>) or by <see cref="UseOwnerResolver"/>.
    /// </summary>
    /// <param name="builder">The result of <c>AddVersoriConnectors</c>.</param>
    /// <param name="configure">Changes the settings.</param>
    public static VersoriConnectorsBuilder AddConnect(
        this VersoriConnectorsBuilder builder, Action<ConnectOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var services = builder.Services;
        var options = services.AddOptions<ConnectOptions>().ValidateOnStart();
        if (configure is not null) options.Configure(configure);
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IValidateOptions<ConnectOptions>, ConnectOptionsValidator>());
        AddFramework(services);
        AddPipeline(services);
        AddPages(services);
        ActivationServices.Add(services);
        return builder;
    }

    /// <summary>Replaces how the owner of a request is found.</summary>
    /// <typeparam name="TResolver">The resolver.</typeparam>
    /// <param name="builder">The result of <c>AddVersoriConnectors</c>.</param>
    public static VersoriConnectorsBuilder UseOwnerResolver<TResolver>(this VersoriConnectorsBuilder builder)
        where TResolver : class, IOwnerResolver
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.Replace(ServiceDescriptor.Singleton<IOwnerResolver, TResolver>());
        return builder;
    }

    /// <summary>
    /// Sets what receives verified webhooks, which external systems send to
    /// <c>/connect/webhooks/{connector}/{webhook}</c> (see <see cref="IWebhookReceiver"/>). The secret that verifies
    /// them is set with <see cref="IWebhookSecrets"/>.
    /// </summary>
    /// <typeparam name="TReceiver">The receiver.</typeparam>
    /// <param name="builder">The result of <c>AddVersoriConnectors</c>.</param>
    public static VersoriConnectorsBuilder UseWebhookReceiver<TReceiver>(this VersoriConnectorsBuilder builder)
        where TReceiver : class, IWebhookReceiver
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.Replace(ServiceDescriptor.Singleton<IWebhookReceiver, TReceiver>());
        return builder;
    }

    private static void AddFramework(IServiceCollection services)
    {
        services.AddDataProtection();
        services.AddAntiforgery();
        services.AddAuthorization();
        services.AddHttpContextAccessor();
        // Browsers then send the cookie of the forms over TLS only; a host's own choice stays.
        services.PostConfigure<AntiforgeryOptions>(antiforgery =>
        {
            if (antiforgery.Cookie.SecurePolicy == CookieSecurePolicy.None)
                antiforgery.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        });
    }

    private static void AddPipeline(IServiceCollection services)
    {
        services.TryAddSingleton<IOwnerResolver, ClaimsOwnerResolver>();
        services.TryAddSingleton<VisitorResolver>();
        // What a host has registered itself stays.
        var actor = services.LastOrDefault(service => service.ServiceType == typeof(IAuditActorSource));
        if (actor is null || actor.ImplementationType?.Equals(typeof(UnknownActor)) is true)
            services.Replace(ServiceDescriptor.Singleton<IAuditActorSource, HttpActorSource>());
        services.TryAddSingleton<LanguageCatalog>();
        services.TryAddSingleton<SecurityHeaders>();
        services.TryAddSingleton<StartRules>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, ConnectStart>());
        services.TryAddSingleton<ProblemWriter>();
        services.TryAddSingleton<ConnectProblems>();
        services.TryAddSingleton<ConnectPipeline>();
        services.TryAddSingleton<ConnectAssets>();
        services.TryAddSingleton<ConnectRoutes>();
    }

    private static void AddPages(IServiceCollection services)
    {
        services.TryAddSingleton<PageLayout>();
        services.TryAddSingleton<PageTimes>();
        services.TryAddSingleton<OverviewPage>();
        services.TryAddSingleton<ConnectorPage>();
        services.TryAddSingleton<ConnectionPages>();
        services.TryAddSingleton<ConnectorAccess>();
        services.TryAddSingleton<ConnectionList>();
        services.TryAddSingleton<ConnectionRows>();
        services.TryAddSingleton<ConnectionFacts>();
        services.TryAddSingleton<Disconnection>();
        services.TryAddSingleton<UpgradeUndo>();
        services.TryAddSingleton<ConnectionActions>();
        services.TryAddSingleton<FormPage>();
        services.TryAddSingleton<AdminPages>();
        services.TryAddSingleton<DraftPage>();
        services.TryAddSingleton<DefinitionSchema>();
        services.TryAddSingleton<EditorPage>();
        services.TryAddSingleton<PartPage>();
        services.TryAddSingleton<EditorEndpoints>();
        services.TryAddSingleton<ChatListPage>();
        services.TryAddSingleton<ChatPage>();
        services.TryAddSingleton<ChatEndpoints>();
        services.TryAddSingleton<EndpointTrial>();
        services.TryAddSingleton<EndpointPages>();
        services.TryAddSingleton<WebhookEndpoints>();
        services.TryAddSingleton<TemplateSection>();
        services.TryAddSingleton<TemplateActions>();
        services.TryAddSingleton<StepUpEndpoint>();
        services.TryAddSingleton<ManagementApi>();
        services.TryAddSingleton<SessionApi>();
        services.TryAddSingleton<FormEndpoints>();
        services.TryAddSingleton<SignInCookies>();
        services.TryAddSingleton<SignInStart>();
        services.TryAddSingleton<CallbackEndpoints>();
        services.TryAddSingleton<DeviceEndpoints>();
        services.TryAddSingleton<PublicAddress>();
        services.TryAddSingleton<ReturnUrls>();
        services.TryAddSingleton<LeavePage>();
        services.TryAddSingleton<ConnectAddress>();
        services.TryAddSingleton<IConnectLinks, ConnectLinks>();
        services.TryAddSingleton<IConnectLinkProvider, ConnectLinkProvider>();
        services.TryAddSingleton<SessionOwners>();
        services.TryAddSingleton<PostedResponses>();
        services.TryAddSingleton<FormChoices>();
        services.TryAddSingleton<SessionCookies>();
        services.TryAddSingleton<SessionVisitors>();
        services.TryAddSingleton<SessionEndpoints>();
        services.TryAddSingleton<SessionPage>();
        services.TryAddSingleton<ConnectFinish>();
    }
}
