using Microsoft.Extensions.AI;

namespace Versori.Connectors.Generation.Tests;

/// <summary>A request that a scripted chat client received.</summary>
internal sealed record ScriptedTurn(int Number, IReadOnlyList<ChatMessage> Messages, ChatOptions Options)
{
    /// <summary>The last message as text: the results of functions, or what the user says.</summary>
    public string Last => string.Join('\n', Messages[^1].Contents.Select(content => content switch
    {
        TextContent text => text.Text,
        FunctionResultContent result => result.Result?.ToString() ?? "",
        _ => "",
    }));

    /// <summary>All that the model sees.</summary>
    public string All => string.Join('\n', Messages.SelectMany(message => message.Contents).Select(content =>
        content switch
        {
            TextContent text => text.Text,
            FunctionResultContent result => result.Result?.ToString() ?? "",
            FunctionCallContent call => $"{call.Name} {string.Join(' ', call.Arguments?.Values ?? [])}",
            _ => "",
        }));
}
