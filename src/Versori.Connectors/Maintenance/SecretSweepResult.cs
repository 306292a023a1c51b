namespace Versori.Connectors;

/// <summary>What came of looking for secrets that nothing refers to.</summary>
/// <param name="Examined">How many secrets were old enough to be looked at.</param>
/// <param name="Removed">How many of them nothing referred to; they are gone.</param>
public sealed record SecretSweepResult(long Examined, long Removed);
