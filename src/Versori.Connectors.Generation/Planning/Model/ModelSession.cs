using Microsoft.Extensions.AI;

namespace Versori.Connectors.Generation.Planning;

/// <summary>One conversation with a chat client: turns with calls, the answer, and at most one repair of it.</summary>
internal sealed class ModelSession(
    ModelConversation conversation,
    PlanModelOptions options,
    IReadOnlyList<ModelSource> sources,
    ModelChoices choices,
    ModelTools tools,
    string instructions,
    string first,
    IReadOnlyList<bool> expected)
{
    private const int CallsPerTurn = 8, Opening = 2;

    private static readonly string[] AboutFunctions = ["tool", "function"];

    private ModelBudget? _budget;
    private bool _hasCalled;
    private bool _isRepair;

    /// <summary>For each system, how many endpoints the answer names that do not exist.</summary>
    public int[] Unknown { get; private set; } = new int[sources.Count];

    /// <summary>Whether the answer is as requested.</summary>
    public bool IsComplete { get; private set; }

    public int ToolCalls => _budget?.ToolCalls ?? 0;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        Open();
        _budget = new(options, conversation.NextInput);
        while (_budget.AllowsAnswer(conversation.NextInput))
        {
            var mayCall = !_isRepair && _budget.AllowsCalls(conversation.NextInput);
            if (await SendAsync(mayCall, cancellationToken).ConfigureAwait(false) is not { } response) continue;
            var calls = ModelCall.Of(response, ModelTool.All);
            if (calls.Count > 0)
            {
                _hasCalled = true;
                await RunCallsAsync(calls, mayCall, cancellationToken).ConfigureAwait(false);
                if (!mayCall && _isRepair) return;
                if (!mayCall && !TryRepair(["The functions can no longer be called. Answer now."])) return;
                continue;
            }

            if (IsFinished(response.Text)) return;
        }
    }

    private void Open()
    {
        conversation.Add(
            ChatRole.System,
            conversation.HasFunctions ? instructions : $"{instructions}\n{ModelPrompt.WithoutFunctions()}");
        conversation.Add(ChatRole.User, first);
    }

    // A client that cannot call functions gets them in the text.
    private void OpenWithoutFunctions()
    {
        conversation.HasFunctions = false;
        conversation.KeepFirst(0);
        Open();
    }

    private async Task<ChatResponse?> SendAsync(bool mayCall, CancellationToken cancellationToken)
    {
        var input = conversation.NextInput;
        var output = _budget!.Output(input, mayCall, withRepair: !_isRepair);
        try
        {
            var (response, sent, received) = await conversation.SendAsync(output, mayCall, cancellationToken)
                .WaitAsync(cancellationToken)
                .ConfigureAwait(false);
            _budget.Count(input, sent, received);
            return response;
        }
        catch (Exception exception) when (
            conversation is { HasFunctions: true, Turns: 1 } && !cancellationToken.IsCancellationRequested
            && IsAboutFunctions(exception))
        {
            _budget.Count(0, 0, 0);
            OpenWithoutFunctions();
            return null;
        }
    }

    /// <summary>Whether a client failed because it cannot call functions.</summary>
    public static bool IsAboutFunctions(Exception? exception)
    {
        for (; exception is not null; exception = exception.InnerException)
        {
            var isAbout = exception is NotSupportedException or NotImplementedException
                || AboutFunctions.Any(word => exception.Message.Contains(word, StringComparison.OrdinalIgnoreCase));
            if (isAbout) return true;
        }

        return false;
    }

    private async Task RunCallsAsync(List<ModelCall> calls, bool mayCall, CancellationToken cancellationToken)
    {
        var results = new List<AIContent>();
        var texts = new List<string>();
        var tokens = ModelBudget.TokensOfResults / Math.Min(calls.Count, CallsPerTurn);
        foreach (var (at, call) in calls.Index())
        {
            var isWithinLimits = mayCall && at < CallsPerTurn && _budget!.ToolCalls < options.MaximumToolCalls;
            // A choice costs nothing, also when the time for searching is over.
            var isChoice = call.Name is ModelTool.Choose or ModelTool.Ask or ModelTool.NotNeeded;
            var isRun = isWithinLimits || (isChoice && at < CallsPerTurn);
            if (isRun) _budget!.ToolCalls++;
            var result = !isRun ? ModelTools.Error("No more calls are possible. Answer now.")
                : call.Arguments is null ? ModelTools.Error("The arguments are not JSON.")
                : await tools.RunAsync(call.Name, call.Arguments, tokens, cancellationToken).ConfigureAwait(false);
            if (call.Id is not null) results.Add(new FunctionResultContent(call.Id, result));
            else texts.Add($"{call.Name}: {result}");
        }

        if (results.Count > 0) conversation.Add(new ChatMessage(ChatRole.Tool, results));
        if (texts.Count > 0) conversation.Add(ChatRole.User, string.Join('\n', texts));
    }

    private bool IsFinished(string text)
    {
        var answer = ModelResponseReader.Read(text, name => choices.FindSource(name) is not null);
        if (answer is null)
        {
            if (!_hasCalled && conversation.HasFunctions)
            {
                OpenWithoutFunctions();
                return false;
            }

            // Everything was chosen with functions, and the text only says so.
            IsComplete = choices.HasAny;
            return choices.HasAny || !TryRepair(["The response has no JSON object of the requested form."]);
        }

        var check = ModelResponseCheck.Apply(answer, sources, choices, expected);
        Unknown = check.Unknown;
        IsComplete = check.Problems.Count == 0;
        return IsComplete || !TryRepair(check.Problems);
    }

    // The repair contains the first messages and the problems; what was searched is not sent again.
    private bool TryRepair(IReadOnlyList<string> problems)
    {
        if (_isRepair) return false;
        _isRepair = true;
        conversation.KeepFirst(Opening);
        conversation.Add(ChatRole.User, PromptJson.Write(writer =>
        {
            writer.WriteTexts("problems", problems);
            writer.WriteTexts("chosen", sources.SelectMany((source, at) =>
                choices.Chosen(at).Select(item => $"{source.Name}: {source.Handle(item.Endpoint)}")));
        }) + "\nThese are the problems of your answer, and what it has that exists. Answer again, whole, with:\n"
            + ModelPrompt.AnswerFormat);
        return true;
    }
}
