using Microsoft.Extensions.AI;

namespace AgentSample;

/// <summary>Stands for a model: it calls one function for a question, and repeats what the function returned.</summary>
internal sealed class ScriptedModel : IChatClient
{
    private int _calls;

    public Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var all = messages.ToList();
        var result = all.SelectMany(message => message.Contents).OfType<FunctionResultContent>().LastOrDefault();
        return Task.FromResult(new ChatResponse(new ChatMessage(
            ChatRole.Assistant,
            [result is null ? Call(all[0].Text, options) : new TextContent($"{result.Result}")])));
    }

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var response = await GetResponseAsync(messages, options, cancellationToken);
        foreach (var update in response.ToChatResponseUpdates()) yield return update;
    }

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public void Dispose()
    {
    }

    private FunctionCallContent Call(string question, ChatOptions? options)
    {
        var name = question.StartsWith("Add", StringComparison.Ordinal) ? "notes_create" : "notes_list";
        if (options?.Tools?.Any(tool => tool.Name == name) != true)
            throw new InvalidOperationException($"The model was not given {name}.");
        var arguments = new Dictionary<string, object?>();
        if (name == "notes_create")
            arguments["body"] = new Dictionary<string, object?> { ["text"] = "buy milk" };
        return new($"call-{++_calls}", name, arguments);
    }
}
