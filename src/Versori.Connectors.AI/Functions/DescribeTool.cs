using System.Text.Json;
using System.Text.Json.Nodes;
using Versori.Connectors.AI.Calling;
using Versori.Connectors.AI.Endpoints;

namespace Versori.Connectors.AI.Functions;

/// <summary>Describes an endpoint that a search has found.</summary>
internal sealed class DescribeTool(AgentEndpoints endpoints) : AgentTool
{
    private static readonly JsonElement Parameters = SchemaOf(
        """{"type":"object","properties":{"name":{"type":"string"}},"required":["name"]}""");

    public override string Name => "describe_endpoint";

    public override string Description => "Describes an endpoint: what it does, and the JSON Schema of its arguments.";

    public override JsonElement Schema => Parameters;

    public override EndpointTraits Traits => Reading;

    public override bool IsOpenWorld => false;

    public override ValueTask<ToolResult> CallAsync(
        JsonObject arguments, Owner owner, CancellationToken cancellationToken)
    {
        var name = TextOf(arguments, "name");
        if (endpoints.Find(name) is not { } endpoint) return new(endpoints.Unknown(name));
        var description = endpoint.Describe();
        description["call"] = endpoint.Traits.IsRead ? CallTool.ReadName : CallTool.WriteName;
        return new(new ToolResult(description, IsError: false));
    }
}
