using System.Security.Claims;
using ModelContextProtocol.Server;

namespace Versori.Connectors.Mcp;

/// <summary>Serves the endpoints of templates with the Model Context Protocol.</summary>
/// <remarks>Safe for concurrent use.</remarks>
public interface IConnectorMcp
{
    /// <summary>
    /// Adds the tools to a server of any transport. Tools that the server has besides are kept.
    /// </summary>
    /// <param name="server">The server's options.</param>
    /// <param name="ownerOf">
    /// Returns the owner of a caller, for each request; <see langword="null"/> refuses the request. The principal is
    /// that of the transport, <see langword="null"/> on stdio.
    /// </param>
    void Configure(McpServerOptions server, Func<ClaimsPrincipal?, Owner?> ownerOf);

    /// <summary>
    /// Serves one client on the standard streams of the process, until the client closes them. Nothing else may write
    /// to the standard output.
    /// </summary>
    /// <param name="owner">The person who runs the process, whose connections are used.</param>
    /// <param name="cancellationToken">Ends the server.</param>
    Task RunStdioAsync(Owner owner, CancellationToken cancellationToken = default);
}
