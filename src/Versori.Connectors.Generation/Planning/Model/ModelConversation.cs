using Microsoft.Extensions.AI;

namespace Versori.Connectors.Generation.Planning;

/// <summary>The messages that are exchanged with a chat client, and what they cost.</summary>
/// <param name="chat">The chat client.</param>
/// <param name="time">The clock.</param>
/// <param name="functions">The functions that it is offered. Default: those that choose endpoints.</param>
internal sealed class ModelConversation(
    IChatClient chat, TimeProvider time, IReadOnlyList<ModelTool>? functions = null)
{
    private const int TokensOfMessage = 4, LongestText = 4_000;

    private readonly IReadOnlyList<ModelTool> _functions = functions ?? ModelTool.All;
    private readonly int _functionTokens = functions is null ? ModelTool.Tokens : ModelTool.TokensOf(functions);
    private readonly List<ChatMessage> _messages = [];
    private readonly long _start = time.GetTimestamp();
    private int _tokens;
    private int _tokensBefore;
    private string? _conversation;

    /// <summary>Whether the client is offered functions. Otherwise, it calls them in its text.</summary>
    public bool HasFunctions { get; set; } = true;

    /// <summary>How many requests were sent.</summary>
    public int Turns { get; private set; }

    public long InputTokens { get; private set; }

    public long OutputTokens { get; private set; }

    public long FirstInputTokens { get; private set; }

    public bool IsEstimated { get; private set; }

    public TimeSpan Duration => time.GetElapsedTime(_start);

    /// <summary>The estimated tokens of the next request.</summary>
    public int NextInput => _tokens + _tokensBefore + (HasFunctions ? _functionTokens : 0);

    public void Add(ChatRole role, string text) => Add(new ChatMessage(role, text));

    public void Add(ChatMessage message)
    {
        _messages.Add(message);
        _tokens += Estimate(message);
    }

    /// <summary>Forgets everything after the first messages, so that a repair costs little.</summary>
    public void KeepFirst(int count)
    {
        // What a service keeps of the conversation cannot be forgotten.
        if (_conversation is not null) return;
        _messages.RemoveRange(count, _messages.Count - count);
        _tokens = _messages.Sum(Estimate);
    }

    /// <summary>Sends the messages. Returns the response, and the tokens of both.</summary>
    public async Task<(ChatResponse Response, long Input, long Output)> SendAsync(
        int maximumOutput, bool allowCalls, CancellationToken cancellationToken)
    {
        var input = NextInput;
        var options = Options(maximumOutput, allowCalls);
        // With functions, some servers then make no calls.
        options.ResponseFormat = HasFunctions && allowCalls ? null : ChatResponseFormat.Json;
        Turns++;
        var response = await chat.GetResponseAsync([.. _messages], options, cancellationToken).ConfigureAwait(false);
        return Count(response, input);
    }

    /// <summary>Sends the messages, and reports the text of the response while it arrives.</summary>
    public async Task<(ChatResponse Response, long Input, long Output)> StreamAsync(
        int maximumOutput, bool allowCalls, Func<string, ValueTask> onText, CancellationToken cancellationToken)
    {
        var input = NextInput;
        Turns++;
        var updates = new List<ChatResponseUpdate>();
        var stream = chat.GetStreamingResponseAsync(
            [.. _messages], Options(maximumOutput, allowCalls), cancellationToken);
        await foreach (var update in stream.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            updates.Add(update);
            if (update.Text is { Length: > 0 } text) await onText(text).ConfigureAwait(false);
        }

        return Count(updates.ToChatResponse(), input);
    }

    private ChatOptions Options(int maximumOutput, bool allowCalls)
    {
        var options = new ChatOptions { ConversationId = _conversation, MaxOutputTokens = maximumOutput };
        if (!HasFunctions) return options;
        options.Tools = [.. _functions];
        options.ToolMode = allowCalls ? ChatToolMode.Auto : ChatToolMode.None;
        return options;
    }

    private (ChatResponse Response, long Input, long Output) Count(ChatResponse response, int input)
    {
        var output = response.Messages.Sum(Estimate);
        IsEstimated |= response.Usage is not { InputTokenCount: > 0, OutputTokenCount: >= 0 };
        var inputTokens = response.Usage?.InputTokenCount is > 0 and var reported ? reported : input;
        var outputTokens = response.Usage?.OutputTokenCount ?? output;
        if (FirstInputTokens == 0) FirstInputTokens = inputTokens;
        InputTokens += inputTokens;
        OutputTokens += outputTokens;
        Remember(response, input);
        return (response, inputTokens, outputTokens);
    }

    private void Remember(ChatResponse response, int input)
    {
        if (response.ConversationId is not null)
        {
            // The service keeps the messages, and counts them in the next request.
            _conversation = response.ConversationId;
            _tokensBefore = input - (HasFunctions ? _functionTokens : 0) + response.Messages.Sum(Estimate);
            _messages.Clear();
            _tokens = 0;
            return;
        }

        foreach (var message in response.Messages)
        {
            // A long text without calls would be paid for with each further request.
            var hasCalls = message.Contents.Any(content => content is not TextContent);
            var isShort = hasCalls || message.Text.Length <= LongestText;
            Add(isShort ? message : new(message.Role, message.Text[..LongestText]));
        }
    }

    private static int Estimate(ChatMessage message) =>
        TokensOfMessage + message.Contents.Sum(content => content switch
        {
            TextContent text => TokenEstimate.Of(text.Text),
            TextReasoningContent thought => TokenEstimate.Of(thought.Text),
            FunctionResultContent result => TokensOfMessage + TokenEstimate.Of(result.Result as string),
            FunctionCallContent call => TokensOfMessage + TokenEstimate.Of(call.Name)
                + (call.Arguments ?? new Dictionary<string, object?>(StringComparer.Ordinal))
                    .Sum(argument => TokenEstimate.Of(argument.Key) + TokenEstimate.Of(argument.Value?.ToString()) + 3),
            _ => 0,
        });
}
