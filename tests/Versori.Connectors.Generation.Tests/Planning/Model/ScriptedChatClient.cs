using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace Versori.Connectors.Generation.Tests;

/// <summary>A chat client whose responses a test writes, one for each turn. The last one is repeated.</summary>
internal sealed class ScriptedChatClient(params Func<ScriptedTurn, AIContent[]>[] script) : IChatClient
{
    public List<ScriptedTurn> Turns { get; } = [];

    public UsageDetails? Usage { get; init; }

    /// <summary>Whether it refuses functions, as clients of small models do.</summary>
    public bool RefusesFunctions { get; init; }

    public static Func<ScriptedTurn, AIContent[]> Say(string text) => _ => [new TextContent(text)];

    public static Func<ScriptedTurn, AIContent[]> Call(string name, params (string Name, object? Value)[] arguments) =>
        turn => [FunctionCall($"call-{turn.Number}", name, arguments)];

    public static FunctionCallContent FunctionCall(
        string id, string name, params (string Name, object? Value)[] arguments) =>
        new(id, name, arguments.ToDictionary(item => item.Name, item => item.Value, StringComparer.Ordinal));

    public Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var turn = new ScriptedTurn(Turns.Count, [.. messages], options!);
        Turns.Add(turn);
        if (RefusesFunctions && options?.Tools is { Count: > 0 }) throw new NotSupportedException("No tools.");
        var step = script[Math.Min(turn.Number - (RefusesFunctions ? 1 : 0), script.Length - 1)];
        return Task.FromResult(new ChatResponse(new ChatMessage(ChatRole.Assistant, step(turn))) { Usage = Usage });
    }

    /// <summary>Called before each part of a stream.</summary>
    public Func<int, CancellationToken, Task>? BeforePart { get; set; }

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var response = await GetResponseAsync(messages, options, cancellationToken);
        var part = 0;
        foreach (var content in response.Messages.SelectMany(message => message.Contents))
        {
            IEnumerable<AIContent> parts = content is TextContent text
                ? text.Text.Chunk(5).Select(letters => new TextContent(new string(letters)))
                : [content];
            foreach (var item in parts)
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (BeforePart is not null) await BeforePart(part++, cancellationToken);
                yield return new(ChatRole.Assistant, [item]) { MessageId = "m" };
            }
        }

        if (Usage is not null) yield return new(ChatRole.Assistant, [new UsageContent(Usage)]);
    }

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public void Dispose()
    {
    }
}
