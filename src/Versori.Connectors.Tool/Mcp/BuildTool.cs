using System.Text.Json;
using System.Text.Json.Nodes;
using McpTool = ModelContextProtocol.Protocol.Tool;

namespace Versori.Connectors.Tool.Mcp;

/// <summary>A tool of the server.</summary>
internal sealed class BuildTool(
    string name,
    string description,
    string properties,
    Func<ToolArguments, CancellationToken, Task<JsonNode>> run,
    params string[] required)
{
    public string Name => name;

    /// <summary>Whether it writes no files and sends no requests that change something.</summary>
    public bool IsReadOnly { get; init; } = true;

    /// <summary>Whether it reaches other systems than this machine.</summary>
    public bool IsOpenWorld { get; init; }

    public McpTool Describe()
    {
        var list = string.Join(',', required.Select(item => $"\"{item}\""));
        using var schema = JsonDocument.Parse(
            $$"""{"type":"object","properties":{{{properties}}},"required":[{{list}}],"additionalProperties":false}""");
        return new()
        {
            Name = name,
            Description = description,
            InputSchema = schema.RootElement.Clone(),
            Annotations = new()
            {
                ReadOnlyHint = IsReadOnly,
                // Files are replaced, and endpoints that are tested may change data.
                DestructiveHint = !IsReadOnly,
                IdempotentHint = IsReadOnly,
                OpenWorldHint = IsOpenWorld,
            },
        };
    }

    public Task<JsonNode> RunAsync(ToolArguments arguments, CancellationToken cancellationToken) =>
        run(arguments, cancellationToken);
}
