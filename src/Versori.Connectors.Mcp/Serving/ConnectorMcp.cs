using System.Security.Claims;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ModelContextProtocol;
using ModelContextProtocol.Server;
using Versori.Connectors.AI.Functions;
using Versori.Connectors.Mcp.Approval;

namespace Versori.Connectors.Mcp.Serving;

internal sealed class ConnectorMcp(
    AgentCatalogs catalogs,
    IOptions<McpConnectorOptions> options,
    StateSeal seal,
    OpenPages pages,
    ILoggerFactory loggers,
    IServiceProvider services) : IConnectorMcp
{
    private readonly McpTools _tools = new(catalogs, options.Value, seal, pages);

    public void Configure(McpServerOptions server, Func<ClaimsPrincipal?, Owner?> ownerOf)
    {
        ArgumentNullException.ThrowIfNull(server);
        ArgumentNullException.ThrowIfNull(ownerOf);
        server.ServerInfo ??= new() { Name = options.Value.ServerName, Version = options.Value.ServerVersion };
        server.ServerInstructions ??= options.Value.Instructions;
        server.Capabilities ??= new();
        server.Capabilities.Tools ??= new();
        var otherList = server.Handlers.ListToolsHandler;
        var otherCall = server.Handlers.CallToolHandler;
        server.Handlers.ListToolsHandler = async (request, cancellationToken) =>
        {
            OwnerOf(request.User, ownerOf);
            var own = await RunAsync(() => _tools.ListAsync(request.Params?.Cursor, cancellationToken))
                .ConfigureAwait(false);
            if (otherList is null || request.Params?.Cursor is not null) return own;
            var others = await otherList(request, cancellationToken).ConfigureAwait(false);
            foreach (var tool in others.Tools) own.Tools.Add(tool);
            return own;
        };
        server.Handlers.CallToolHandler = async (request, cancellationToken) =>
        {
            var owner = OwnerOf(request.User, ownerOf);
            var call = request.Params
                ?? throw new McpProtocolException("The call has no parameters.", McpErrorCode.InvalidParams);
            var result = await RunAsync(() => _tools.CallAsync(call, request.Server, owner, cancellationToken))
                .ConfigureAwait(false);
            if (result is not null) return result;
            return otherCall is not null
                ? await otherCall(request, cancellationToken).ConfigureAwait(false)
                : throw new McpProtocolException("There is no such tool.", McpErrorCode.InvalidParams);
        };
    }

    public async Task RunStdioAsync(Owner owner, CancellationToken cancellationToken = default)
    {
        var server = new McpServerOptions();
        Configure(server, _ => owner);
        var transport = new StdioServerTransport(server, loggers);
        await using (transport.ConfigureAwait(false))
        {
            var running = McpServer.Create(transport, server, loggers, services);
            await using (running.ConfigureAwait(false))
            {
                await running.RunAsync(cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private static Owner OwnerOf(ClaimsPrincipal? user, Func<ClaimsPrincipal?, Owner?> ownerOf) =>
        ownerOf(user)
        ?? throw new McpProtocolException("The request has no user.", McpErrorCode.InvalidRequest);

    // The message of a connector's error has no secret, and helps whoever runs the server.
    private static async ValueTask<T> RunAsync<T>(Func<ValueTask<T>> run)
    {
        try
        {
            return await run().ConfigureAwait(false);
        }
        catch (ConnectorException exception)
        {
            throw new McpProtocolException(exception.Error.Message, exception, McpErrorCode.InternalError);
        }
    }
}
