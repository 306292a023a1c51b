using Versori.Connectors.Authentication;

namespace Versori.Connectors.Catalog;

/// <summary>Finds the problems of a definition's limits and of its rules for sending requests again.</summary>
internal static class LimitProblems
{
    private const int MaximumCalls = 1_000_000_000;
    private const int MaximumConcurrency = 1_000_000;
    private const int MaximumWeight = 1_000_000;
    private const int MaximumRetries = 10;

    private static readonly double MaximumPeriod = TimeSpan.FromDays(31).TotalSeconds;

    public static void Check(ConnectorDefinition definition, DefinitionProblems problems)
    {
        if (definition.Limits is { } limits) Check(limits, problems);
        if (definition.Retry is { } retry) Check(retry, problems);
        foreach (var (index, endpoint) in definition.Endpoints.Index())
        {
            if (endpoint.Weight is < 0 or > MaximumWeight)
                problems.Add($"/endpoints/{index}/weight", $"The weight must be from 0 to {MaximumWeight:N0}.");
        }
    }

    private static void Check(ConnectorLimits limits, DefinitionProblems problems)
    {
        var seen = new HashSet<(int, double)>();
        foreach (var (index, rate) in limits.Rates.Index())
        {
            var pointer = $"/limits/rates/{index}";
            if (rate.Calls is < 1 or > MaximumCalls)
                problems.Add($"{pointer}/calls", $"The number of calls must be from 1 to {MaximumCalls:N0}.");
            if (!(rate.PeriodSeconds > 0 && rate.PeriodSeconds <= MaximumPeriod))
            {
                problems.Add(
                    $"{pointer}/periodSeconds", "The period must be more than 0 seconds, and at most 31 days.");
            }

            if (!seen.Add((rate.Calls, rate.PeriodSeconds))) problems.Add(pointer, "The rate is defined twice.");
        }

        if (limits.Concurrency is < 1 or > MaximumConcurrency)
        {
            problems.Add(
                "/limits/concurrency",
                $"The number of calls at the same time must be from 1 to {MaximumConcurrency:N0}.");
        }
    }

    private static void Check(ConnectorRetry retry, DefinitionProblems problems)
    {
        if (retry.MaximumRetries is < 0 or > MaximumRetries)
            problems.Add("/retry/maximumRetries", $"The number of retries must be from 0 to {MaximumRetries}.");
        if (!HttpTokenSyntax.IsToken(retry.IdempotencyHeader))
        {
            problems.Add(
                "/retry/idempotencyHeader", $"'{retry.IdempotencyHeader}' cannot be the name of a header.");
        }

        foreach (var (index, status) in retry.StatusCodes.Index())
        {
            if (status is < 400 or > 599)
                problems.Add($"/retry/statusCodes/{index}", "Only statuses from 400 to 599 are failures.");
        }
    }
}
