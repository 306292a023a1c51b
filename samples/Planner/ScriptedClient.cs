using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.Extensions.AI;

namespace PlannerSample;

/// <summary>
/// A client without a model: it searches with the words of the message, proposes what it finds first, and says so. It
/// shows which functions a client is offered, and how it calls them.
/// </summary>
internal sealed class ScriptedClient : IChatClient
{
    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var response = await GetResponseAsync(messages, options, cancellationToken);
        foreach (var update in response.ToChatResponseUpdates()) yield return update;
    }

    public Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var all = messages.ToList();
        using var request = JsonDocument.Parse(all.First(message => message.Role == ChatRole.User).Text);
        var results = all.SelectMany(message => message.Contents).OfType<FunctionResultContent>()
            .Select(result => result.Result as string ?? "")
            .ToList();
        AIContent next = (results.Count, CanPropose(options)) switch
        {
            (0, _) => Call("search_endpoints", request.RootElement, ("query", Message(request.RootElement))),
            (1, true) => Call(
                "propose_endpoints",
                request.RootElement,
                ("endpoints", FirstId(results[0])),
                ("why", "It is the first match of the message.")),
            (_, true) => new TextContent("I searched with your words and proposed the first match."),
            _ => new TextContent($"I searched with your words. The first match is {FirstId(results[0])}."),
        };
        return Task.FromResult(new ChatResponse(new ChatMessage(ChatRole.Assistant, [next])));
    }

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public void Dispose()
    {
    }

    private static bool CanPropose(ChatOptions? options) =>
        options?.Tools?.Any(tool => tool.Name == "propose_endpoints") == true;

    private static string Message(JsonElement request) => request.GetProperty("message").GetString()!;

    private static FunctionCallContent Call(
        string name, JsonElement request, params (string Name, object Value)[] arguments)
    {
        var connector = request.GetProperty("connectors").EnumerateArray().First().GetProperty("connector").GetString();
        var values = arguments.ToDictionary(item => item.Name, item => (object?)item.Value);
        values["connector"] = connector;
        return new(name, name, values);
    }

    // Rows are "id | method path | summary".
    private static string FirstId(string result)
    {
        using var found = JsonDocument.Parse(result);
        return found.RootElement.TryGetProperty("endpoints", out var rows) && rows.GetArrayLength() > 0
            ? rows[0].GetString()!.Split(" | ")[0]
            : "none";
    }
}
