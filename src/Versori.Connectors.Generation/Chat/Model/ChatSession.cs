using System.Globalization;
using Microsoft.Extensions.AI;
using Versori.Connectors.Generation.Planning;

namespace Versori.Connectors.Generation.Chat;

/// <summary>The turns with a chat client for one message of a person.</summary>
internal sealed class ChatSession(
    ModelConversation conversation,
    PlanModelOptions options,
    ChatTools tools,
    ResponseCollector collector,
    string instructions,
    string first)
{
    private const int CallsPerTurn = 8;

    private ModelBudget? _budget;
    private bool _isRepaired;

    public int ToolCalls => _budget?.ToolCalls ?? 0;

    /// <summary>Runs the turns. Returns whether the response is whole.</summary>
    public async Task<bool> RunAsync(CancellationToken cancellationToken)
    {
        Open();
        _budget = new(options, conversation.NextInput);
        while (_budget.AllowsAnswer(conversation.NextInput))
        {
            var mayCall = _budget.AllowsCalls(conversation.NextInput);
            var text = new StreamedText(collector.SayAsync);
            if (await SendAsync(mayCall, text, cancellationToken).ConfigureAwait(false) is not { } response) continue;
            var calls = ModelCall.Of(response, tools.Functions);
            await text.EndAsync(hasCalls: calls.Count > 0 || IsOnlyJson(response)).ConfigureAwait(false);
            if (calls.Count == 0)
            {
                if (await IsFinishedAsync(response).ConfigureAwait(false)) return true;
                continue;
            }

            await RunCallsAsync(calls, mayCall, cancellationToken).ConfigureAwait(false);
            if (!mayCall && !TryRepair("The functions can no longer be called. Reply to the person now.")) return false;
        }

        return false;
    }

    private void Open()
    {
        conversation.Add(
            ChatRole.System,
            conversation.HasFunctions
                ? instructions
                : $"{instructions}\n{ModelPrompt.WithoutFunctions(tools.Functions)}");
        conversation.Add(ChatRole.User, first);
    }

    private async Task<ChatResponse?> SendAsync(bool mayCall, StreamedText text, CancellationToken cancellationToken)
    {
        var input = conversation.NextInput;
        var output = _budget!.Output(input, mayCall, withRepair: false);
        try
        {
            var (response, sent, received) = await conversation
                .StreamAsync(output, mayCall, text.AddAsync, cancellationToken)
                .WaitAsync(cancellationToken)
                .ConfigureAwait(false);
            _budget.Count(input, sent, received);
            return response;
        }
        catch (Exception exception) when (
            conversation is { HasFunctions: true, Turns: 1 } && !cancellationToken.IsCancellationRequested
            && ModelSession.IsAboutFunctions(exception))
        {
            // A client that cannot call functions gets them in the text.
            _budget.Count(0, 0, 0);
            conversation.HasFunctions = false;
            conversation.KeepFirst(0);
            Open();
            return null;
        }
    }

    private async Task RunCallsAsync(List<ModelCall> calls, bool mayCall, CancellationToken cancellationToken)
    {
        var results = new List<AIContent>();
        var texts = new List<string>();
        var tokens = ModelBudget.TokensOfResults / Math.Min(calls.Count, CallsPerTurn);
        foreach (var (at, call) in calls.Index())
        {
            var isRun = mayCall && at < CallsPerTurn && _budget!.ToolCalls < options.MaximumToolCalls;
            if (isRun) _budget!.ToolCalls++;
            var result = isRun
                ? await tools.RunAsync(call.Name, call.Arguments, tokens, cancellationToken).ConfigureAwait(false)
                : ModelTools.Error("No more calls are possible. Reply to the person now.");
            if (call.Id is not null) results.Add(new FunctionResultContent(call.Id, result));
            else texts.Add(string.Create(CultureInfo.InvariantCulture, $"{call.Name}: {result}"));
        }

        if (results.Count > 0) conversation.Add(new ChatMessage(ChatRole.Tool, results));
        if (texts.Count > 0) conversation.Add(ChatRole.User, string.Join('\n', texts));
    }

    private async Task<bool> IsFinishedAsync(ChatResponse response)
    {
        if (!IsOnlyJson(response) && CleanText.OfModel(response.Text, int.MaxValue).Length > 0) return true;
        // Some clients name endpoints in JSON instead of calling a function.
        if (ModelResponseReader.Read(response.Text, tools.IsSystem) is { } named
            && tools.Functions.Any(function => function.Name == ChatFunctions.Add))
        {
            await tools.ProposeAsync(named).ConfigureAwait(false);
            if (collector.Proposals.Count > 0 || collector.Questions.Count > 0) return true;
        }

        // A repair that is not understood either ends the response with what there is.
        return !TryRepair("The response is no text for a person. Call a function, or reply in plain sentences.")
            && (collector.Proposals.Count > 0 || collector.Questions.Count > 0 || Unreadable());
    }

    private bool Unreadable()
    {
        collector.Warnings.Add("The chat client's response could not be understood.");
        return true;
    }

    private static bool IsOnlyJson(ChatResponse response) =>
        response.Text.AsSpan().TrimStart() is ['{' or '[', ..] && JsonValues.In(response.Text).Count > 0;

    private bool TryRepair(string problem)
    {
        if (_isRepaired) return false;
        _isRepaired = true;
        conversation.Add(ChatRole.User, PromptJson.Write(writer => writer.WriteString("problem", problem)));
        return true;
    }
}
