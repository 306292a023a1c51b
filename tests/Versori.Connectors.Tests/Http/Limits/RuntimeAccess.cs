using Microsoft.Extensions.DependencyInjection;
using Versori.Connectors.Refresh;

namespace Versori.Connectors.Tests.Http.Limits;

internal static class RuntimeAccess
{
    public static ConnectionRuntime GetRuntime(this IServiceProvider services, ConnectionId id) =>
        services.GetRequiredService<ConnectionRuntimes>().For(id);
}
