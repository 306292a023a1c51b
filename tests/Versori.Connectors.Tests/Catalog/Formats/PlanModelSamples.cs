namespace Versori.Connectors.Tests.Catalog.Formats;

/// <summary>What a chat client contributed to a plan, and what it cost.</summary>
internal static class PlanModelSamples
{
    public static FormatFixture Fixture()
    {
        var fixture = new FormatFixture("planModel");
        foreach (var (number, outcome) in Enum.GetValues<PlanModelOutcome>().Index())
            fixture.With($"plan{number}", Plan(outcome));
        return fixture;
    }

    private static IntegrationPlan Plan(PlanModelOutcome outcome)
    {
        var plan = StoredSamples.Plan();
        var endpoint = new PlannedEndpoint
        {
            EndpointId = "orders/list",
            Method = "GET",
            Path = "/orders",
            IsModelChoice = true,
        };
        return plan with
        {
            Connectors = [.. plan.Connectors.Select(item => item with { Choices = [endpoint] })],
            Warnings = ["The chat client called 'mail' unnecessary, so the plan leaves it out."],
            Model = new()
            {
                Outcome = outcome,
                Turns = 3,
                ToolCalls = 5,
                FirstInputTokens = 4_000,
                InputTokens = 12_000,
                OutputTokens = 900,
                TokensAreEstimated = true,
                Duration = TimeSpan.FromSeconds(4),
                NotNeeded = ["mail"],
            },
        };
    }
}
