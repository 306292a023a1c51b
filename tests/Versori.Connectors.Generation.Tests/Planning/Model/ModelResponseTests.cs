using static Versori.Connectors.Generation.Tests.ScriptedChatClient;

namespace Versori.Connectors.Generation.Tests;

public class ModelResponseTests
{
    [Theory]
    [InlineData("""{"connectors": {"shop": ["customers/list"]}}""")]
    [InlineData("""Sure! ```json {"connectors": {"shop": ["customers/list"]}} ``` Tell me {if} it helps.""")]
    [InlineData("""<think>["orders/list"]</think>{"connectors": {"shop": ["customers/list"]}}""")]
    [InlineData("""maybe ["orders/get"]</think> {"connectors": {"shop": ["customers/list"]}}""")]
    [InlineData("""{"connectors": {"SHOP": ["Customers/List"]}}""")]
    [InlineData("""{"connectors": {"shop": ["customers_list"]}}""")]
    [InlineData("""{"connectors": {"shop": ["GET /customers"]}}""")]
    [InlineData("""{"connectors": {"shop": [{"id": "customers/list", "why": "x"}]}}""")]
    [InlineData("""{"connectors": {"shop": [{"endpoint_id": "customers/list"}]}}""")]
    [InlineData("""{"connectors": {"shop": [{"operationId": "customers/list", "scopes": ["admin"]}]}}""")]
    [InlineData("""{"connectors": {"shop": [{"method": "get", "path": "/customers"}]}}""")]
    [InlineData("""{"connectors": {"shop": {"endpoints": ["customers/list"], "questions": []}}}""")]
    [InlineData("""{"connectors": [{"name": "shop", "endpoints": ["customers/list"]}]}""")]
    [InlineData("""[{"connector": "shop", "endpoints": [{"id": "customers/list"}]}]""")]
    [InlineData("""{"answer": {"connectors": {"shop": ["customers/list",]}}}""")]
    [InlineData("""{"Connectors": {"shop": ["customers/list", "customers/list"]} /* all */ }""")]
    [InlineData("""{"shop": ["customers/list"]}""")]
    [InlineData("""{"endpoints": ["customers/list"]}""")]
    [InlineData("""["customers/list"]""")]
    [InlineData("""A draft: {"shop": ["orders/list"]}. Better: {"shop": ["customers/list"]}""")]
    public async Task An_answer_is_understood_in_the_forms_that_models_give_it(string answer)
    {
        var chat = new ScriptedChatClient(Say(answer));

        var plan = await Plan(chat);

        Assert.Equal(["customers/list"], plan.Connectors[0].Endpoints);
        Assert.Equal(PlanModelOutcome.Complete, plan.Model!.Outcome);
        Assert.Single(chat.Turns);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("{\"connectors\": {\"shop\": [\"orders")]
    [InlineData("<think>{\"connectors\": {\"shop\": [\"customers/list\"]}}")]
    [InlineData("{\"connectors\": {\"other\": [\"customers/list\"]}}")]
    [InlineData("{\"connectors\": {\"shop\": []}}")]
    [InlineData("{\"connectors\": 1, \"questions\": {\"shop\": 2}, \"notNeeded\": 3}")]
    [InlineData("{\"connectors\": {\"shop\": [[], {}, 1, null, true, {\"id\": {}}]}}")]
    public async Task An_answer_that_names_nothing_that_exists_leaves_the_choice_by_words(string answer)
    {
        var plan = await Plan(new ScriptedChatClient(Say(answer)));

        Assert.Equal(["orders/list"], plan.Connectors[0].Endpoints);
        Assert.Equal(PlanModelOutcome.Unused, plan.Model!.Outcome);
    }

    [Fact]
    public async Task Brackets_without_end_do_not_take_long()
    {
        var chat = new ScriptedChatClient(Say(new string('{', 100_000)), Say(new string('[', 100_000)));

        var plan = await Plan(chat);

        Assert.Equal(["orders/list"], plan.Connectors[0].Endpoints);
    }

    [Theory]
    [InlineData("Which\u202E file\u0007?\n\n", "Which file?")]
    [InlineData("<b onclick=x>Which</b> **file**?", "Which file?")]
    [InlineData("See [the docs](https://evil.example/x) first?", "See the docs first?")]
    [InlineData("Enter your key at https://evil.example/login?", "Enter your key at (URL removed)")]
    [InlineData("Open evil.example/login or www.evil.example?", "Open (URL removed) or (URL removed)")]
    [InlineData("Use javascript:alert(1)?", "Use (URL removed)")]
    [InlineData("<<b>script>x</script>Why?", "x Why?")]
    [InlineData("ta\U000E0041\u200Bg?", "tag?")]
    public async Task Questions_of_the_model_are_plain_text(string question, string expected)
    {
        var chat = new ScriptedChatClient(
            Call("ask_person", ("connector", "shop"), ("question", question)),
            Say("""{"connectors": {"shop": ["orders/list"]}}"""));

        var plan = await Plan(chat);

        Assert.Equal(
            expected,
            Assert.Single(
                plan.Connectors[0].OpenQuestions,
                item => item.Id.StartsWith("chat:", StringComparison.Ordinal)).Text);
    }

    [Fact]
    public async Task Questions_of_the_model_are_few_and_short()
    {
        var many = string.Join(
            ',', Enumerable.Range(0, 50).Select(number => $"\"{number}{new string('x', 1_000)}\""));
        var chat = new ScriptedChatClient(Say(
            $$$"""{"connectors": {"shop": ["orders/list"]}, "questions": {"shop": [{{{many}}}]}}"""));

        var plan = await Plan(chat);

        var questions = plan.Connectors[0].OpenQuestions
            .Where(item => item.Id.StartsWith("chat:", StringComparison.Ordinal)).ToList();
        Assert.Equal(5, questions.Count);
        Assert.All(questions, question => Assert.InRange(question.Text.Length, 1, 300));
    }

    private static Task<IntegrationPlan> Plan(ScriptedChatClient chat) =>
        ConnectorGenerator.Create(chat).PlanAsync("List orders", [ModelDocuments.Shop()]);
}
