using System.Text.Json;
using Microsoft.Extensions.AI;
using Versori.Connectors.Serialization;
using static Versori.Connectors.Generation.Tests.ScriptedChatClient;

namespace Versori.Connectors.Generation.Tests;

public class ModelFunctionTests
{
    private const string Orders = """{"connectors": {"shop": ["orders/list"]}}""";

    [Fact]
    public async Task A_search_returns_matching_endpoints_of_the_document()
    {
        var chat = new ScriptedChatClient(
            Call("search_endpoints", ("connector", "shop"), ("query", "list customers")), Say(Orders));

        var plan = await Plan(chat);

        Assert.StartsWith(
            """{"endpoints":["customers/list | GET /customers | List customers""",
            chat.Turns[1].Last,
            StringComparison.Ordinal);
        Assert.Equal(["orders/list"], plan.Connectors[0].Endpoints);
        Assert.Equal(PlanModelOutcome.Complete, plan.Model!.Outcome);
        Assert.Equal((2, 1), (plan.Model.Turns, plan.Model.ToolCalls));
    }

    [Fact]
    public async Task An_endpoint_is_read_with_its_parameters_its_response_and_its_scopes()
    {
        var chat = new ScriptedChatClient(
            Call("read_endpoint", ("connector", "shop"), ("endpoint", "ORDERS/GET")), Say(Orders));

        await Plan(chat);

        Assert.Contains("order_id* in path: integer", chat.Turns[1].Last, StringComparison.Ordinal);
        Assert.Contains("{order_id: integer, total: number}", chat.Turns[1].Last, StringComparison.Ordinal);
        Assert.Contains("orders.read", chat.Turns[1].Last, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_neighbours_of_an_endpoint_are_those_of_its_resource()
    {
        var chat = new ScriptedChatClient(
            Call("list_neighbours", ("connector", "shop"), ("endpoint", "orders/get")), Say(Orders));

        await Plan(chat);

        Assert.Contains("orders/list", chat.Turns[1].Last, StringComparison.Ordinal);
        Assert.Contains("orders/delete", chat.Turns[1].Last, StringComparison.Ordinal);
        Assert.DoesNotContain("customers/list", chat.Turns[1].Last, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Endpoints_and_questions_are_added_by_functions_and_the_rest_of_the_answer_can_be_text()
    {
        var chat = new ScriptedChatClient(
            _ =>
            [
                FunctionCall("1", "choose_endpoints", ("connector", "shop"), ("endpoints", new[] { "orders/list" })),
                FunctionCall(
                    "2",
                    "ask_person",
                    ("connector", "shop"),
                    ("question", "Since when?"),
                    ("options", new[] { "today", "always" })),
            ],
            Say("I have chosen what is needed."));

        var plan = await Plan(chat);

        Assert.Equal(["orders/list"], plan.Connectors[0].Endpoints);
        var question = Assert.Single(plan.Connectors[0].OpenQuestions, question => question.Text == "Since when?");
        Assert.Equal(["today", "always"], question.Options);
        Assert.Equal(PlanModelOutcome.Complete, plan.Model!.Outcome);
    }

    [Theory]
    [InlineData("search_endpoints", "nowhere", "no such connector")]
    [InlineData("drop_tables", "shop", "no such function")]
    [InlineData("read_endpoint", "shop", "no such endpoint")]
    public async Task A_wrong_call_has_an_error_as_its_result(string function, string connector, string error)
    {
        var chat = new ScriptedChatClient(
            Call(function, ("connector", connector), ("endpoint", "orders/listing"), ("query", "orders")), Say(Orders));

        await Plan(chat);

        Assert.Contains(error, chat.Turns[1].Last, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_only_the_model_chose_is_marked()
    {
        var chat = new ScriptedChatClient(
            Say("""{"connectors": {"shop": [{"id": "orders/list"}, {"id": "customers/list", "why": "names"}]}}"""));

        var plan = await Plan(chat);

        var choices = plan.Connectors[0].Choices.ToDictionary(choice => choice.EndpointId, StringComparer.Ordinal);
        Assert.False(choices["orders/list"].IsModelChoice);
        Assert.True(choices["customers/list"].IsModelChoice);
        Assert.Equal("Chosen by the chat client: names", choices["customers/list"].Reason);
    }

    [Fact]
    public async Task A_system_that_the_model_calls_unnecessary_is_left_out_and_reported()
    {
        var chat = new ScriptedChatClient(
            Say("""{"connectors": {"shop": ["orders/list"]}, "notNeeded": ["warehouse"]}"""));

        var plan = await ConnectorGenerator.Create(chat).PlanAsync(
            "List orders", [ModelDocuments.Shop(), ModelDocuments.Shop("warehouse")]);

        Assert.Equal(["shop"], plan.Connectors.Select(connector => connector.TemplateName));
        Assert.Equal(["warehouse"], plan.Model!.NotNeeded);
        Assert.Contains(plan.Warnings, warning => warning.Contains("'warehouse' unnecessary", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_plan_is_not_empty_because_the_model_calls_everything_unnecessary()
    {
        var plan = await Plan(new ScriptedChatClient(Say("""{"notNeeded": ["shop"]}""")));

        Assert.Equal(["orders/list"], plan.Connectors[0].Endpoints);
        Assert.Equal(PlanModelOutcome.Unused, plan.Model!.Outcome);
    }

    [Fact]
    public async Task An_answer_is_repaired_once_with_the_list_of_what_was_wrong()
    {
        var chat = new ScriptedChatClient(
            Say("""{"connectors": {"shop": ["orders/lists"], "shopp": ["x"]}}"""), Say(Orders));

        var plan = await Plan(chat);

        Assert.Equal(2, chat.Turns.Count);
        Assert.Contains("has no endpoint 'orders/lists'", chat.Turns[1].Last, StringComparison.Ordinal);
        Assert.Contains("The nearest ids are: orders/list", chat.Turns[1].Last, StringComparison.Ordinal);
        Assert.Contains("no connector 'shopp'", chat.Turns[1].Last, StringComparison.Ordinal);
        Assert.Equal(["orders/list"], plan.Connectors[0].Endpoints);
        Assert.Equal(PlanModelOutcome.Complete, plan.Model!.Outcome);
    }

    [Fact]
    public async Task A_client_that_refuses_functions_calls_them_in_its_text()
    {
        var chat = new ScriptedChatClient(
            Say("""{"call": {"name": "search_endpoints", "arguments": {"connector": "shop", "query": "customers"}}}"""),
            Say(Orders)) { RefusesFunctions = true };

        var plan = await Plan(chat);

        Assert.Empty(chat.Turns[1].Options.Tools ?? []);
        Assert.Contains("You cannot call functions", chat.Turns[1].All, StringComparison.Ordinal);
        Assert.Contains("customers/list | GET", chat.Turns[2].Last, StringComparison.Ordinal);
        Assert.Equal(["orders/list"], plan.Connectors[0].Endpoints);
        Assert.Equal((3, 1), (plan.Model!.Turns, plan.Model.ToolCalls));
    }

    [Fact]
    public async Task A_client_that_ignores_functions_is_told_how_to_call_them_in_its_text()
    {
        var chat = new ScriptedChatClient(
            Say("Let me look for the orders."),
            Say("""<tool_call>{"name": "search_endpoints", "arguments": {"connector": "shop", "query": "orders"}}</tool_call>"""),
            Say(Orders));

        var plan = await Plan(chat);

        Assert.Contains("You cannot call functions", chat.Turns[1].All, StringComparison.Ordinal);
        Assert.Equal(["orders/list"], plan.Connectors[0].Endpoints);
        Assert.Equal(1, plan.Model!.ToolCalls);
    }

    [Fact]
    public async Task A_pipeline_that_invokes_functions_leaves_them_to_the_planner()
    {
        var chat = new ScriptedChatClient(
            Call("search_endpoints", ("connector", "shop"), ("query", "customers")), Say(Orders));
        using var pipeline = new ChatClientBuilder(chat).UseFunctionInvocation().Build();

        var plan = await Plan(pipeline);

        Assert.Equal(["orders/list"], plan.Connectors[0].Endpoints);
        Assert.Equal((2, 1), (plan.Model!.Turns, plan.Model.ToolCalls));
    }

    [Fact]
    public async Task A_plan_with_what_the_model_did_is_kept_as_JSON()
    {
        var plan = await Plan(new ScriptedChatClient(Say(Orders)));

        var json = JsonSerializer.Serialize(plan, ConnectorJson.Options);

        Assert.Equal(plan, JsonSerializer.Deserialize<IntegrationPlan>(json, ConnectorJson.Options));
    }

    [Fact]
    public async Task An_answered_question_of_the_model_is_part_of_the_next_prompt()
    {
        var chat = new ScriptedChatClient(
            Say("""{"connectors": {"shop": ["orders/list"]}, "questions": {"shop": ["Since when?"]}}"""));
        var source = ModelDocuments.Shop();
        var plan = await ConnectorGenerator.Create(chat).PlanAsync("List orders", [source]);
        var question = Assert.Single(plan.Connectors[0].OpenQuestions, question => question.Text == "Since when?");

        await ConnectorGenerator.Create(chat).PlanAsync(new()
        {
            Requirements = "List orders",
            Sources = [ModelDocuments.Shop()],
            Previous = plan.AnswerQuestion("shop", question.Id, "May"),
        });

        Assert.Contains("Since when? May", chat.Turns[^1].All, StringComparison.Ordinal);
    }

    private static Task<IntegrationPlan> Plan(IChatClient chat) =>
        ConnectorGenerator.Create(chat).PlanAsync("List orders", [ModelDocuments.Shop()]);
}
