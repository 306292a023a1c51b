using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Versori.Connectors.AI.Calling;
using Versori.Connectors.AI.Endpoints;
using Versori.Connectors.AI.Results;

namespace Versori.Connectors.AI.Functions;

/// <summary>Reads more of a result that was shortened.</summary>
internal sealed class ReadResultTool(ResultStore results, int resultTokens) : AgentTool
{
    public const string ToolName = "read_result";

    private static readonly JsonElement Parameters = SchemaOf(
        """
        {
          "type": "object",
          "properties": {
            "handle": { "type": "string" },
            "pointer": { "type": "string", "description": "JSON pointer below data, such as /items/3. Empty: all." },
            "offset": { "type": "integer", "minimum": 0, "description": "Items, members or characters to skip." }
          },
          "required": ["handle"]
        }
        """);

    public override string Name => ToolName;

    public override string Description => "Reads more of a result that was shortened.";

    public override JsonElement Schema => Parameters;

    public override EndpointTraits Traits => Reading;

    public override bool IsOpenWorld => false;

    public override ValueTask<ToolResult> CallAsync(
        JsonObject arguments, Owner owner, CancellationToken cancellationToken)
    {
        var pointer = TextOf(arguments, "pointer");
        var hasOffset = int.TryParse(
            arguments["offset"]?.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var offset);
        return new(results.Read(
            TextOf(arguments, "handle"), pointer, hasOffset ? offset : 0, owner, resultTokens));
    }
}
