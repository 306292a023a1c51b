namespace Versori.Connectors.Generation.Planning;

/// <summary>The parts of a requirement that a plan does not have.</summary>
/// <param name="Words">The words that occur nowhere.</param>
/// <param name="Commands">What should be written, and is not.</param>
internal sealed record UnmetRequirements(IReadOnlyList<string> Words, IReadOnlyList<string> Commands)
{
    public static UnmetRequirements None { get; } = new([], []);

    /// <summary>Whether the clause asks to create, change or delete something.</summary>
    public static bool IsCommand(ClauseRanking ranking) =>
        ranking.Clause is
        {
            IsNegated: false,
            IsImplied: false,
            IsQuestion: false,
            IsKnownVerb: true,
            Intent: Intent.Create or Intent.Update or Intent.Delete,
        };

    /// <summary>Whether one of the endpoints does what the clause asks, or may do it.</summary>
    /// <param name="clause">The clause.</param>
    /// <param name="ranking">The source of the endpoints.</param>
    /// <param name="endpoints">The endpoints.</param>
    public static bool IsWritten(Clause clause, SourceRanking ranking, IReadOnlyList<ConnectorEndpoint> endpoints)
    {
        var own = ranking.Clauses.FirstOrDefault(item => ReferenceEquals(item.Clause, clause));
        return endpoints.Select(ranking.Source.Of)
            .Where(endpoint => !WriteRules.IsRead(endpoint))
            .Any(endpoint => endpoint.Intent == clause.Intent || own?.Allows(endpoint) == true);
    }
}
