using System.Text.Json;
using Versori.Connectors.Serialization;

namespace Versori.Connectors.Tests.Catalog;

public sealed class PlanQuestionTests
{
    private static readonly PlanQuestion Whole = new()
    {
        Id = "server",
        Text = "Which server?",
        Importance = QuestionImportance.HighlyRecommended,
        Options = ["https://a.example", "https://b.example"],
        Default = "https://a.example",
        State = QuestionState.Answered,
        Answer = "https://b.example",
        Place = "orders/list",
    };

    [Fact]
    public void A_question_reads_back_as_it_was_written()
    {
        Assert.Equal(Whole, Read(Write(Whole)));
        Assert.Contains("\"importance\":\"highlyRecommended\"", Write(Whole), StringComparison.Ordinal);
    }

    [Fact]
    public void A_question_of_an_earlier_plan_is_a_text()
    {
        Assert.Equal(new PlanQuestion { Text = "Which store?" }, Read("\"Which store?\""));
        Assert.Equal("\"Which store?\"", Write("Which store?"));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("""{"text":"a","colour":"red"}""")]
    [InlineData("""{"text":"a","state":"lost"}""")]
    [InlineData("""{"text":"a","options":"b"}""")]
    [InlineData("""{"text":"a","id":3}""")]
    public void Anything_else_is_refused(string json) =>
        Assert.ThrowsAny<Exception>(() => JsonSerializer.Deserialize(
            Plan(json), ConnectorJson.Options.GetTypeInfo(typeof(IntegrationPlan))));

    private static PlanQuestion Read(string question) =>
        ((IntegrationPlan)JsonSerializer.Deserialize(
            Plan(question), ConnectorJson.Options.GetTypeInfo(typeof(IntegrationPlan)))!)
        .Connectors[0].OpenQuestions[0];

    private static string Write(PlanQuestion question)
    {
        var plan = new IntegrationPlan
        {
            Connectors =
            [
                new() { TemplateName = "shop", Definition = CatalogHost.Definition(), OpenQuestions = [question] },
            ],
        };
        var json = JsonSerializer.SerializeToElement(plan, ConnectorJson.Options.GetTypeInfo(typeof(IntegrationPlan)));
        return json.GetProperty("connectors")[0].GetProperty("openQuestions")[0].GetRawText();
    }

    private static string Plan(string question)
    {
        var definition = JsonSerializer.Serialize(
            CatalogHost.Definition(), ConnectorJson.Options.GetTypeInfo(typeof(ConnectorDefinition)));
        return $$"""
            {"connectors":[{"templateName":"shop","definition":{{definition}},"openQuestions":[{{question}}]}]}
            """;
    }
}
