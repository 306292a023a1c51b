namespace Versori.Connectors.Generation.Chat;

/// <summary>What a system is like without one of its applied changes.</summary>
/// <param name="System">The system.</param>
/// <param name="Reapplied">The later changes as they are applied now.</param>
/// <param name="InTheWay">The later changes that concern the same place, and have to be undone first.</param>
internal sealed record UndoneChange(
    OpenSystem System,
    IReadOnlyList<ConversationProposal> Reapplied,
    IReadOnlyList<ConversationProposal> InTheWay);
