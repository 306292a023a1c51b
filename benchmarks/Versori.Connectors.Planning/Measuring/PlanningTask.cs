namespace Versori.Connectors.Planning.Measuring;

/// <summary>A requirement with the endpoints that a person says it needs.</summary>
/// <param name="Id">The set's name and the task's number.</param>
/// <param name="Requirement">The requirement.</param>
/// <param name="Systems">The names of the systems' documents.</param>
/// <param name="Needs">What it needs.</param>
/// <param name="Helpers">Useful endpoints that count neither for nor against a plan, as method and path.</param>
internal sealed record PlanningTask(
    string Id,
    string Requirement,
    IReadOnlyList<string> Systems,
    IReadOnlyList<Need> Needs,
    IReadOnlyList<Need> Helpers)
{
    /// <summary>Whether the task needs no endpoint that changes something.</summary>
    public bool IsReading => Needs.All(need => need.Endpoints.All(IsRead));

    /// <summary>Whether an endpoint meets a need of the task, or helps.</summary>
    public bool Wants(string system, string endpoint) => Needs.Concat(Helpers)
        .Any(need => need.System == system && need.Endpoints.Contains(endpoint, StringComparer.Ordinal));

    private static bool IsRead(string endpoint) =>
        endpoint.StartsWith("GET ", StringComparison.Ordinal)
        || endpoint.EndsWith("search", StringComparison.Ordinal)
        || endpoint.EndsWith("query", StringComparison.Ordinal);
}
