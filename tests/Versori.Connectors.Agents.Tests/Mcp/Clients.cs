using System.Text.Json;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace Versori.Connectors.Agents.Tests.Mcp;

/// <summary>Clients of the SDK.</summary>
internal static class Clients
{
    public const string WithHandshake = "2025-11-25", WithInputRequests = "2026-07-28";

    /// <summary>The options of a client.</summary>
    /// <param name="version">The revision of the protocol.</param>
    /// <param name="elicit">Answers for the person; the client cannot ask anyone if it is null.</param>
    public static McpClientOptions Options(
        string version, Func<ElicitRequestParams, ValueTask<ElicitResult>>? elicit)
    {
        var options = new McpClientOptions
        {
            ProtocolVersion = version,
            Capabilities = new(),
            // A process starts slowly on a busy machine.
            DiscoverProbeTimeout = TimeSpan.FromMinutes(5),
        };
        if (elicit is null) return options;
        options.Capabilities.Elicitation = new() { Form = new(), Url = new() };
        options.Handlers.ElicitationHandler = (request, _) => elicit(request!);
        return options;
    }

    public static ValueTask<ElicitResult> Allow(bool isAllowed) => new(new ElicitResult
    {
        Action = "accept",
        Content = new Dictionary<string, JsonElement>
        {
            ["approve"] = JsonSerializer.SerializeToElement(isAllowed),
        },
    });

    public static ValueTask<ElicitResult> Decline() => new(new ElicitResult { Action = "decline" });

    public static async Task<(bool IsError, string Text)> CallAsync(
        McpClient client, string tool, string arguments = "{}")
    {
        var result = await client.CallToolAsync(
            tool, JsonSerializer.Deserialize<Dictionary<string, object?>>(arguments)!);
        var texts = result.Content.OfType<TextContentBlock>().Select(text => text.Text);
        return (result.IsError == true, string.Concat(texts));
    }
}
