namespace Versori.Connectors.Tests.Catalog.Formats;

/// <summary>The questions of a plan with their answers, and what an integration has already.</summary>
internal static class PlanQuestionSamples
{
    public static FormatFixture Fixture() => new FormatFixture("planQuestions").With("plan", Plan());

    /// <summary>What a person decided about single endpoints.</summary>
    public static FormatFixture Ticks() => new FormatFixture("planTicks").With("plan", Ticked(Plan()));

    /// <summary>Decisions that the plan does not follow yet.</summary>
    public static FormatFixture Decisions() => new FormatFixture("planDecisions")
        .With("plan", Ticked(Plan()) with { HasNewDecisions = true });

    private static IntegrationPlan Ticked(IntegrationPlan plan) => plan with
    {
        Connectors =
        [
            .. plan.Connectors.Select(item => item with
            {
                Ticks =
                [
                    new() { EndpointId = "orders/list", IsChosen = true },
                    new() { EndpointId = "orders/create", IsChosen = false },
                ],
            }),
        ],
    };

    private static IntegrationPlan Plan()
    {
        var plan = StoredSamples.Plan();
        var endpoint = new PlannedEndpoint
        {
            EndpointId = "orders/list",
            Method = "GET",
            Path = "/orders",
            IsExisting = true,
        };
        var question = new PlanQuestion
        {
            Id = "server",
            Text = "Which server?",
            Importance = QuestionImportance.HighlyRecommended,
            Options = ["https://a.example.com", "https://b.example.com"],
            Default = "https://a.example.com",
            State = QuestionState.Answered,
            Answer = "https://b.example.com",
            Place = "orders/list",
        };
        return plan with
        {
            Connectors =
            [
                .. plan.Connectors.Select(item => item with
                {
                    Choices = [endpoint],
                    OpenQuestions =
                    [
                        question,
                        question with
                        {
                            Id = "words",
                            Importance = QuestionImportance.Optional,
                            State = QuestionState.Ignored,
                            Answer = null,
                        },
                        question with { Id = "auth", State = QuestionState.Open, Answer = null },
                    ],
                }),
            ],
        };
    }
}
