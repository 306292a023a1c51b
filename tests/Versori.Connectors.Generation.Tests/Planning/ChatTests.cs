using Microsoft.Extensions.AI;
using NSubstitute;
using NSubstitute.ExceptionExtensions;

namespace Versori.Connectors.Generation.Tests;

public class ChatTests
{
    private readonly IChatClient _chat = Substitute.For<IChatClient>();

    [Fact]
    public async Task The_chat_client_narrows_the_candidates_and_asks_questions()
    {
        Respond(
            """Here you are: ```json {"connectors": {"acme-tracker": ["pulls/list"]}, "questions": """
                + """{"acme-tracker": ["Which repository?"]}} ```""");

        var connector = await Plan();

        Assert.Equal(["pulls/list"], connector.Definition.Endpoints.Select(endpoint => endpoint.Id));
        Assert.Contains(connector.OpenQuestions, question => question.Text == "Which repository?");
    }

    [Fact]
    public async Task Endpoints_that_the_chat_client_invents_are_ignored_and_reported()
    {
        Respond("""{"connectors": {"acme-tracker": ["pulls/list", "pulls/invented"]}}""");

        var connector = await Plan();

        Assert.Equal(["pulls/list"], connector.Definition.Endpoints.Select(endpoint => endpoint.Id));
        Assert.Contains(
            connector.OpenQuestions, question => question.Text.Contains("named 1 endpoints", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("I would rather not.")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("""{"connectors": []}""")]
    [InlineData("""{"connectors": {"acme-tracker": "pulls/list"}}""")]
    [InlineData("""{"connectors": {"acme-tracker": [1, null]}, "questions": 7}""")]
    public async Task An_invalid_chat_response_falls_back_to_the_word_ranking_with_a_warning(string response)
    {
        Respond(response);

        var connector = await Plan();

        Assert.Contains("issues/create", connector.Definition.Endpoints.Select(endpoint => endpoint.Id));
        Assert.Contains(
            connector.OpenQuestions,
            question => question.Text.Contains("by comparing words", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_failing_chat_client_falls_back_to_the_word_ranking_and_exposes_no_secret()
    {
        _chat.GetResponseAsync(
            Arg.Any<IEnumerable<ChatMessage>>(), Arg.Any<ChatOptions?>(), Arg.Any<CancellationToken>())
            .ThrowsAsync(new InvalidOperationException("key sk-canary is wrong"));

        var connector = await Plan();

        Assert.Contains("issues/create", connector.Definition.Endpoints.Select(endpoint => endpoint.Id));
        Assert.Contains(
            connector.OpenQuestions,
            question => question.Text.Contains("InvalidOperationException", StringComparison.Ordinal));
        Assert.DoesNotContain(
            connector.OpenQuestions, question => question.Text.Contains("canary", StringComparison.Ordinal));
    }

    private void Respond(string text) =>
        _chat.GetResponseAsync(
            Arg.Any<IEnumerable<ChatMessage>>(), Arg.Any<ChatOptions?>(), Arg.Any<CancellationToken>())
            .Returns(new ChatResponse(new ChatMessage(ChatRole.Assistant, text)));

    private async Task<PlannedConnector> Plan() =>
        (
            await ConnectorGenerator.Create(_chat)
                .PlanAsync(
                    "List pull requests and create an issue", [Samples.Source("tracker.yaml")])).Connectors.Single();
}
