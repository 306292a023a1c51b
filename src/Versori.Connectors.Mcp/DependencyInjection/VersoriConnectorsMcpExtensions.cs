using System.Text;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Versori.Connectors;
using Versori.Connectors.Mcp;
using Versori.Connectors.Mcp.Approval;
using Versori.Connectors.Mcp.Serving;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds a Model Context Protocol server to a host.</summary>
public static class VersoriConnectorsMcpExtensions
{
    private const int ShortestKey = 32;

    /// <summary>
    /// Adds <see cref="IConnectorMcp"/>, which serves the endpoints of templates: on the standard streams with
    /// <see cref="IConnectorMcp.RunStdioAsync"/>, over HTTP with <c>Versori.Connectors.Mcp.AspNetCore</c>.
    /// </summary>
    /// <param name="builder">The builder that <c>AddVersoriConnectors</c> returned.</param>
    /// <param name="configure">Sets the templates, how writes are approved, and more.</param>
    public static VersoriConnectorsBuilder AddMcp(
        this VersoriConnectorsBuilder builder, Action<McpConnectorOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        builder.AddAgentTools();
        builder.Services.AddOptions<McpConnectorOptions>()
            .Configure(configure)
            .Validate(options => options.Templates.Count > 0, "Templates is empty: add what the MCP server offers.")
            .Validate(
                options => options.StateKey is not { } key || Encoding.UTF8.GetByteCount(key.Reveal()) >= ShortestKey,
                $"StateKey is shorter than {ShortestKey} bytes.")
            .ValidateOnStart();
        builder.Services.TryAddSingleton<StateSeal>();
        builder.Services.TryAddSingleton<OpenPages>();
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IConnectionObserver, OpenPages>(
            provider => provider.GetRequiredService<OpenPages>()));
        builder.Services.TryAddSingleton<IConnectorMcp, ConnectorMcp>();
        return builder;
    }
}
