namespace Versori.Connectors.Reading;

/// <summary>Lists the facts that should be checked again.</summary>
internal static class StaleFacts
{
    public static IReadOnlyList<StaleFact> Of(
        IEnumerable<KnownSystem> systems, DateOnly oldest, bool includeUndated) =>
    [
        .. systems.SelectMany(system => system.Facts
            .Where(fact => fact.CheckedOn is { } day ? day < oldest : includeUndated)
            .Select(fact => new StaleFact(system.Id, fact))),
    ];
}
