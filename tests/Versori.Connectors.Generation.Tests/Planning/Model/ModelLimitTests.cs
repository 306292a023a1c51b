using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using static Versori.Connectors.Generation.Tests.ScriptedChatClient;

namespace Versori.Connectors.Generation.Tests;

public class ModelLimitTests
{
    private static readonly Func<ScriptedTurn, AIContent[]> Search =
        Call("search_endpoints", ("connector", "shop"), ("query", "orders"));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public async Task A_model_that_only_searches_is_ended_after_the_maximum_of_turns(int turns)
    {
        var chat = new ScriptedChatClient(Search);

        var plan = await Plan(chat, new() { MaximumTurns = turns });

        Assert.InRange(chat.Turns.Count, 1, turns);
        Assert.Equal(chat.Turns.Count, plan.Model!.Turns);
        Assert.Equal(["orders/list"], plan.Connectors[0].Endpoints);
        Assert.Equal(PlanModelOutcome.Unused, plan.Model.Outcome);
    }

    [Fact]
    public async Task Calls_beyond_the_maximum_are_not_run_and_the_model_is_told()
    {
        var chat = new ScriptedChatClient(
            _ =>
            [
                .. Enumerable.Range(0, 20).Select(number => FunctionCall(
                    $"{number}", "search_endpoints", ("connector", "shop"), ("query", "orders"))),
            ],
            Say("""{"connectors": {"shop": ["customers/list"]}}"""));

        var plan = await Plan(chat, new() { MaximumToolCalls = 3 });

        var results = chat.Turns[1].Messages[^1].Contents.OfType<FunctionResultContent>().ToList();
        Assert.Equal(20, results.Count);
        Assert.Equal(17, results.Count(result => ((string)result.Result!).Contains("No more calls", StringComparison.Ordinal)));
        Assert.Equal(3, plan.Model!.ToolCalls);
        Assert.Equal(["customers/list"], plan.Connectors[0].Endpoints);
    }

    [Fact]
    public async Task Reported_tokens_are_summed_and_end_the_work_in_time()
    {
        var chat = new ScriptedChatClient(Search)
        {
            Usage = new() { InputTokenCount = 5_000, OutputTokenCount = 100 },
        };

        var plan = await Plan(chat, new());

        Assert.False(plan.Model!.TokensAreEstimated);
        Assert.Equal(5_000, plan.Model.FirstInputTokens);
        Assert.Equal(5_000 * chat.Turns.Count, plan.Model.InputTokens);
        Assert.Equal(100 * chat.Turns.Count, plan.Model.OutputTokens);
        Assert.InRange(plan.Model.InputTokens + plan.Model.OutputTokens, 1, 30_000);
    }

    [Fact]
    public async Task A_model_that_takes_too_long_leaves_what_it_has_chosen()
    {
        var time = new FakeTimeProvider();
        var never = new TaskCompletionSource<ChatResponse>();
        var chat = new WaitingChatClient(
            new ScriptedChatClient(Call(
                "choose_endpoints", ("connector", "shop"), ("endpoints", new[] { "customers/list" }))),
            () =>
            {
                time.Advance(TimeSpan.FromMinutes(3));
                return never.Task;
            });

        var plan = await PlanOver(chat, time);

        Assert.Equal(["customers/list"], plan.Connectors[0].Endpoints);
        Assert.Equal(PlanModelOutcome.Partial, plan.Model!.Outcome);
        Assert.Equal(TimeSpan.FromMinutes(3), plan.Model.Duration);
        Assert.Contains(plan.Warnings, warning => warning.Contains("longer than allowed", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_caller_that_cancels_ends_the_plan()
    {
        using var cancellation = new CancellationTokenSource();
        var chat = new WaitingChatClient(new ScriptedChatClient(Search), () =>
        {
            cancellation.Cancel();
            return new TaskCompletionSource<ChatResponse>().Task;
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => ConnectorGenerator.Create(chat)
            .PlanAsync("List orders", [ModelDocuments.Shop()], cancellation.Token));
    }

    [Fact]
    public void Limits_out_of_range_are_refused()
    {
        var exception = Assert.Throws<ArgumentException>(
            () => ConnectorGenerator.Create(options: new() { Model = new() { MaximumTokens = 100 } }));

        Assert.Contains("MaximumTokens is 100. It must be from 8000 to", exception.Message, StringComparison.Ordinal);
    }

    private static Task<IntegrationPlan> Plan(IChatClient chat, PlanModelOptions options) =>
        ConnectorGenerator.Create(chat, options: new() { Model = options })
            .PlanAsync("List orders", [ModelDocuments.Shop()]);

    private static async Task<IntegrationPlan> PlanOver(IChatClient chat, TimeProvider time)
    {
        var services = new ServiceCollection().AddSingleton(chat).AddSingleton(time);
        new VersoriConnectorsBuilder(services).AddGeneration();
        await using var provider = services.BuildServiceProvider();
        return await provider.GetRequiredService<IConnectorGenerator>()
            .PlanAsync("List orders", [ModelDocuments.Shop()]);
    }

    /// <summary>Answers the first request, and then what a test decides.</summary>
    private sealed class WaitingChatClient(IChatClient inner, Func<Task<ChatResponse>> then) : DelegatingChatClient(inner)
    {
        private int _turns;

        public override Task<ChatResponse> GetResponseAsync(
            IEnumerable<ChatMessage> messages,
            ChatOptions? options = null,
            CancellationToken cancellationToken = default) =>
            _turns++ == 0 ? base.GetResponseAsync(messages, options, cancellationToken) : then();
    }
}
