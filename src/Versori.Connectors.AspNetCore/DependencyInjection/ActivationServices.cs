using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Versori.Connectors.AspNetCore.Activations;

namespace Versori.Connectors.AspNetCore.DependencyInjection;

/// <summary>Registers the pages and the API of activations.</summary>
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
    }
}
