namespace Versori.Connectors.Generation.Tests;

/// <summary>
/// Plans are made again: with answers, for an integration that exists, and without reading documents.
/// </summary>
public sealed class PlanAgainTests
{
    private static readonly IConnectorGenerator Generator = ConnectorGenerator.Create();

    [Fact]
    public async Task An_unknown_verb_is_a_question_whose_answer_chooses_the_endpoint()
    {
        var request = Request("Frobnicate the invoice of a customer", "payments.yaml");
        var plan = await Generator.PlanAsync(request);
        var connector = plan.Connectors.Single();
        var question = connector.OpenQuestions.Single(other => other.Id.StartsWith("write:", StringComparison.Ordinal));
        Assert.DoesNotContain(connector.Choices, choice => choice.RequiresConfirmation);
        Assert.Equal(("none", QuestionState.Open), (question.Default, question.State));

        var answered = plan.AnswerQuestion(connector.TemplateName, question.Id, question.Options[0]);
        var again = (await Generator.PlanAsync(request with { Previous = answered })).Connectors.Single();

        Assert.Contains(question.Options[0], again.Endpoints);
        Assert.Equal(
            QuestionState.Answered, again.OpenQuestions.Single(other => other.Id == question.Id).State);
    }

    [Fact]
    public async Task The_answer_about_a_word_explains_the_requirements()
    {
        var request = Request("List the wombats", "payments.yaml");
        var plan = await Generator.PlanAsync(request);
        Assert.DoesNotContain("GetInvoices", plan.Connectors[0].Endpoints);
        var words = plan.Connectors[0].OpenQuestions.Single(question => question.Id == "words");

        var answered = plan.AnswerQuestion(plan.Connectors[0].TemplateName, words.Id, "List the invoices.");
        var again = await Generator.PlanAsync(request with { Previous = answered });

        Assert.Contains("GetInvoices", again.Connectors[0].Endpoints);
        Assert.Equal("List the wombats", again.Requirements);
    }

    [Fact]
    public async Task An_ignored_question_stays_ignored()
    {
        var request = Request("List the wombats", "payments.yaml");
        var plan = await Generator.PlanAsync(request);

        var ignoring = plan.AnswerQuestion(plan.Connectors[0].TemplateName, "words", null);
        var again = await Generator.PlanAsync(request with { Previous = ignoring });

        var question = again.Connectors[0].OpenQuestions.Single(other => other.Id == "words");
        Assert.Equal((QuestionState.Ignored, null), (question.State, question.Answer));
    }

    [Fact]
    public async Task An_answer_to_no_question_or_beside_its_options_is_refused()
    {
        var plan = await Generator.PlanAsync(Request("Frobnicate the invoice of a customer", "payments.yaml"));
        var name = plan.Connectors[0].TemplateName;
        var question = plan.Connectors[0].OpenQuestions.First(other => other.Options.Count > 0);

        Assert.Throws<ArgumentException>(() => plan.AnswerQuestion(name, "unknown", "yes"));
        Assert.Throws<ArgumentException>(() => plan.AnswerQuestion(name, question.Id, "something else"));
    }

    [Fact]
    public async Task A_plan_for_an_integration_that_exists_states_what_is_there()
    {
        var source = ConnectorSource.Of(await Generator.ImportAsync(Samples.Source("payments.yaml").WithId("coin")));
        var existing = new ConnectionTemplate
        {
            Id = new("billing", "money"),
            ConnectorId = ConnectorId.Parse("coin"),
            Endpoints = ["GetCustomers"],
        };

        var plan = await Generator.PlanAsync(new()
        {
            Requirements = "List the customers and create an invoice",
            Sources = [source],
            Existing = [existing],
        });

        var connector = plan.Connectors.Single();
        Assert.Equal("money", connector.TemplateName);
        Assert.True(connector.Choices.Single(choice => choice.EndpointId == "GetCustomers").IsExisting);
        Assert.False(connector.Choices.Single(choice => choice.EndpointId == "PostInvoices").IsExisting);
    }

    [Fact]
    public async Task A_connector_that_was_imported_before_is_planned_as_its_document_is()
    {
        const string Requirement = "List the customers and create an invoice";
        var imported = await Generator.ImportAsync(Samples.Source("payments.yaml"));

        var fromDocument = await Generator.PlanAsync(Requirement, [Samples.Source("payments.yaml")]);
        var fromImport = await Generator.PlanAsync(Requirement, [ConnectorSource.Of(imported)]);
        var fromDefinition = await Generator.PlanAsync(Requirement, [ConnectorSource.Of(imported.Definition)]);

        Assert.Equal(fromDocument, fromImport);
        Assert.Equal(fromDocument.Connectors[0].Endpoints, fromDefinition.Connectors[0].Endpoints);
    }

    [Fact]
    public async Task A_host_replaces_values_of_a_connector_that_was_imported_before()
    {
        var imported = await Generator.ImportAsync(Samples.Source("payments.yaml"));

        var plan = await Generator.PlanAsync(
            "List the customers",
            [ConnectorSource.Of(imported).WithId("other").WithTitle("Other").WithBaseUrl("https://other.example/")]);

        var definition = plan.Connectors[0].Definition;
        Assert.Equal(
            ("other", "Other", "https://other.example"),
            (definition.Id.Value, definition.Title, definition.BaseUrl));
    }

    [Fact]
    public async Task The_steps_of_planning_are_reported()
    {
        var reported = new List<PlanProgress>();
        var request = Request("List issues", "tracker.yaml", "payments.yaml");

        await Generator.PlanAsync(request with { Progress = new Recorder(reported) });

        Assert.Equal(
            [
                new(PlanStage.Reading, 0, 2), new(PlanStage.Reading, 1, 2), new(PlanStage.Ranking, -1, 2),
                new(PlanStage.Done, -1, 2),
            ],
            reported);
    }

    private static PlanRequest Request(string requirements, params string[] documents) =>
        new() { Requirements = requirements, Sources = [.. documents.Select(Samples.Source)] };

    private sealed class Recorder(List<PlanProgress> reported) : IProgress<PlanProgress>
    {
        public void Report(PlanProgress value) => reported.Add(value);
    }
}
