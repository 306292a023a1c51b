using System.Text.Json;
using System.Text.Json.Nodes;
using Versori.Connectors.AI.Calling;
using Versori.Connectors.AI.Endpoints;

namespace Versori.Connectors.AI.Functions;

/// <summary>Calls an endpoint by its name: one that reads, or one that writes.</summary>
internal sealed class CallTool(AgentEndpoints endpoints, EndpointCaller caller, int resultTokens, bool writes)
    : AgentTool
{
    public const string ReadName = "call_endpoint", WriteName = "call_write_endpoint";

    private static readonly JsonElement Parameters = SchemaOf(
        """
        {
          "type": "object",
          "properties": {
            "name": { "type": "string" },
            "arguments": { "type": "object", "description": "As describe_endpoint states." }
          },
          "required": ["name", "arguments"]
        }
        """);

    public override string Name => writes ? WriteName : ReadName;

    public override string Description => writes
        ? "Calls an endpoint that writes, by its name. Needs the approval of the user."
        : "Calls an endpoint that reads, by its name. Describe it first.";

    public override JsonElement Schema => Parameters;

    public override EndpointTraits Traits => writes ? new(false, IsDestructive: true, IsIdempotent: false) : Reading;

    public override AgentEndpoint? EndpointOf(JsonObject arguments) => endpoints.Find(TextOf(arguments, "name"));

    public override ValueTask<ToolResult> CallAsync(
        JsonObject arguments, Owner owner, CancellationToken cancellationToken)
    {
        var name = TextOf(arguments, "name");
        if (endpoints.Find(name) is not { } endpoint) return new(endpoints.Unknown(name));
        if (!endpoint.Traits.IsRead && !writes)
        {
            return new(ToolErrors.Of(
                "approval_required", $"'{endpoint.Name}' writes. Nothing was sent. Call it with {WriteName}."));
        }

        return caller.CallAsync(
            endpoint, ObjectOf(arguments, "arguments"), owner, resultTokens, cancellationToken);
    }
}
