namespace Versori.Connectors;

/// <summary>A fact that should be checked again.</summary>
/// <param name="SystemId">The id of the known system.</param>
/// <param name="Fact">The fact.</param>
public sealed record StaleFact(string SystemId, KnownFact Fact);
