namespace Versori.Connectors.Generation.Tests;

/// <summary>Answers about URLs and authentication change the definition of the next plan.</summary>
public sealed class AnsweredPlanTests
{
    private const string Bare = """
        openapi: 3.0.0
        info: { title: Bare, version: "1" }
        paths:
          /notes:
            get:
              operationId: listNotes
              summary: List notes
              responses: { "200": { description: OK } }
        """;

    private static readonly IConnectorGenerator Generator = ConnectorGenerator.Create();

    [Fact]
    public async Task The_answered_base_url_replaces_the_input_for_the_host_name()
    {
        var planned = await AnswerAsync("base-url", "https://notes.example/v1/");

        Assert.Equal("https://notes.example/v1", planned.Definition.BaseUrl);
        Assert.Empty(planned.Definition.Inputs);
        Assert.Equal(QuestionState.Answered, planned.OpenQuestions.Single(item => item.Id == "base-url").State);
    }

    [Theory]
    [InlineData("notes.example")]
    [InlineData("http://notes.example")]
    [InlineData("https://user@notes.example")]
    public async Task An_answer_that_is_no_https_url_leaves_its_question_open(string answer)
    {
        var planned = await AnswerAsync("base-url", answer);

        var question = planned.OpenQuestions.Single(item => item.Id == "base-url");
        Assert.Equal((QuestionState.Open, null), (question.State, question.Answer));
        Assert.Contains("cannot be used", question.Text, StringComparison.Ordinal);
        Assert.Single(planned.Definition.Inputs);
    }

    [Theory]
    [InlineData("bearer", typeof(BearerAuth))]
    [InlineData("basic", typeof(BasicAuth))]
    [InlineData("x-api-key", typeof(ApiKeyAuth))]
    [InlineData("none", typeof(NoAuth))]
    public async Task The_answered_authentication_becomes_a_method_of_the_definition(string answer, Type type)
    {
        var planned = await AnswerAsync("auth", answer);

        Assert.IsType(type, planned.Definition.AuthMethods.Single());
    }

    private static async Task<PlannedConnector> AnswerAsync(string question, string answer)
    {
        var request = new PlanRequest { Requirements = "List notes", Sources = [ConnectorSource.OpenApi(Bare)] };
        var plan = await Generator.PlanAsync(request);
        var answered = plan.AnswerQuestion(plan.Connectors[0].TemplateName, question, answer);
        return (await Generator.PlanAsync(request with { Previous = answered })).Connectors[0];
    }
}
