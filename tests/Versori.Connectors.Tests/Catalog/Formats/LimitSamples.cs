namespace Versori.Connectors.Tests.Catalog.Formats;

/// <summary>A definition with limits, weights of endpoints, and rules for sending requests again.</summary>
internal static class LimitSamples
{
    public static FormatFixture Fixture() => new FormatFixture("limits").With("definition", Definition());

    private static ConnectorDefinition Definition() => new()
    {
        Id = ConnectorId.Parse("clips"),
        Title = "Clips",
        BaseUrl = "https://api.clips.example",
        Limits = new()
        {
            Rates = [new() { Calls = 100 }, new() { Calls = 10_000, PeriodSeconds = 86_400 }],
            Concurrency = 20,
            IgnoreHeaders = true,
        },
        Retry = new() { MaximumRetries = 3, StatusCodes = [429, 503], IdempotencyHeader = "X-Request-Id" },
        Endpoints =
        [
            new() { Id = "search", Method = "POST", Path = "/search", Weight = 5, Repeatable = true },
        ],
    };
}
