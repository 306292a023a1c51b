namespace Versori.Connectors.Tests.Catalog.Formats;

/// <summary>The settings of a plan for its endpoints, and the settings of discovery.</summary>
internal static class PlanAndDiscoverySamples
{
    public static FormatFixture Fixture() => new FormatFixture("planAndDiscovery")
        .With("plan", Plan())
        .With("definition", StoredSamples.Definition(Methods));

    private static readonly AuthMethod[] Methods =
    [
        new OAuth2Auth
        {
            Grant = OAuth2Grant.AuthorizationCode,
            Resource = "https://mcp.example.com",
            ClientMetadataUrl = "https://host.example.com/client.json",
            PushAuthorizationRequests = true,
            AssumePkce = true,
            IncludeRedirectUriOnRefresh = true,
            DiscoveredOrigins = ["https://login.example.com"],
        },
    ];

    private static IntegrationPlan Plan()
    {
        var plan = StoredSamples.Plan();
        var endpoint = new PlannedEndpoint
        {
            EndpointId = "orders/create",
            Method = "POST",
            Path = "/orders",
            Score = 0.5,
            Reason = "Matches 'order'.",
            RequiresConfirmation = true,
        };
        return plan with
        {
            Connectors =
            [
                .. plan.Connectors.Select(item => item with { Choices = [endpoint], Suggestions = [endpoint] }),
            ],
        };
    }
}
