using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Versori.Connectors.AspNetCore.Activations;
using Versori.Connectors.AspNetCore.Versions;

namespace Versori.Connectors.AspNetCore.DependencyInjection;

/// <summary>Registers the pages and the API of activations and versions.</summary>
internal static class ActivationServices
{
    public static void Add(IServiceCollection services)
    {
        services.TryAddSingleton<IntegrationList>();
        services.TryAddSingleton<ActivationView>();
        services.TryAddSingleton<ActivationPages>();
        services.TryAddSingleton<PersonPages>();
        services.TryAddSingleton<ActivationApi>();
        services.TryAddSingleton<ActivationRoutes>();
        services.TryAddSingleton<ConnectorVersions>();
        services.TryAddSingleton<VersionPages>();
        services.TryAddSingleton<VersionApi>();
        services.TryAddSingleton<VersionRoutes>();
    }
}
