namespace Versori.Connectors.Generation;

/// <summary>What making a plan is occupied with.</summary>
/// <param name="Stage">The step that begins.</param>
/// <param name="Source">The number of the source, from 0; -1 for a step that concerns all of them.</param>
/// <param name="Sources">How many sources there are.</param>
public sealed record PlanProgress(PlanStage Stage, int Source, int Sources);
