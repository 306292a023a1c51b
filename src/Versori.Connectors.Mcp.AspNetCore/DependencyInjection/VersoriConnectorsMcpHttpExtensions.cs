using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using ModelContextProtocol.AspNetCore;
using Versori.Connectors;
using Versori.Connectors.Mcp;
using Versori.Connectors.Mcp.AspNetCore;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds a Model Context Protocol server over streamable HTTP to a host.</summary>
public static class VersoriConnectorsMcpHttpExtensions
{
    /// <summary>
    /// Adds what <c>MapVersoriMcp</c> needs, and <see cref="ConnectTickets"/>. Tools that the host adds with the SDK
    /// (<c>AddMcpServer</c>) are served as well.
    /// </summary>
    /// <param name="builder">The builder that <c>AddVersoriConnectors</c> returned.</param>
    /// <param name="configure">Sets the templates, how writes are approved, and more.</param>
    /// <param name="configureHttp">Sets who may call.</param>
    public static VersoriConnectorsBuilder AddMcpHttp(
        this VersoriConnectorsBuilder builder,
        Action<McpConnectorOptions> configure,
        Action<McpHttpOptions>? configureHttp = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.AddMcp(configure);
        var services = builder.Services;
        services.AddDataProtection();
        services.TryAddSingleton(provider => new ConnectTickets(
            provider.GetRequiredService<IDataProtectionProvider>(),
            provider.GetRequiredService<IWebhookReplayStore>(),
            provider.GetRequiredService<TimeProvider>()));
        if (configureHttp is not null) services.Configure(configureHttp);

        // Sessions only for clients of revisions that have them.
        services.AddMcpServer().WithHttpTransport(http =>
        {
            http.SessionMode = HttpServerSessionMode.StatefulForInitializeClients;
        });
        services.AddOptions<HttpServerTransportOptions>().PostConfigure<IServiceProvider>((http, provider) =>
        {
            var mcp = provider.GetRequiredService<IConnectorMcp>();
            var own = provider.GetRequiredService<IOptions<McpHttpOptions>>().Value;
            var isDevelopment = provider.GetRequiredService<IHostEnvironment>().IsDevelopment();
            var before = http.ConfigureSessionOptions;
            http.ConfigureSessionOptions = async (context, server, cancellationToken) =>
            {
                if (before is not null) await before(context, server, cancellationToken).ConfigureAwait(false);
                mcp.Configure(server, user =>
                    (user is null ? null : own.OwnerOf(user)) ?? (isDevelopment ? own.DevelopmentOwner : null));
            };
        });
        return builder;
    }
}
