using System.Text.Json;
using System.Text.Json.Nodes;
using Versori.Connectors.AI.Calling;
using Versori.Connectors.AI.Endpoints;

namespace Versori.Connectors.AI.Functions;

/// <summary>An endpoint as a function of its own.</summary>
internal sealed class EndpointTool(AgentEndpoint endpoint, EndpointCaller caller, int resultTokens) : AgentTool
{
    public override string Name => endpoint.Name;

    public override string Description => endpoint.Description;

    public override JsonElement Schema => endpoint.Schema;

    public override EndpointTraits Traits => endpoint.Traits;

    public override AgentEndpoint? EndpointOf(JsonObject arguments) => endpoint;

    public override ValueTask<ToolResult> CallAsync(
        JsonObject arguments, Owner owner, CancellationToken cancellationToken) =>
        caller.CallAsync(endpoint, arguments, owner, resultTokens, cancellationToken);
}
