namespace Versori.Connectors;

/// <summary>The result of deleting secrets that nothing refers to.</summary>
/// <param name="Examined">How many secrets were old enough to be examined.</param>
/// <param name="Deleted">How many of them nothing referred to; they were deleted.</param>
public sealed record OrphanedSecretsResult(long Examined, long Deleted);
