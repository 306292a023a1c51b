namespace Versori.Connectors;

/// <summary>
/// A proposed change. It can be applied once the response is complete (<see cref="ConversationDone"/>).
/// </summary>
/// <param name="Proposal">The proposal.</param>
public sealed record ConversationProposed(ConversationProposal Proposal) : ConversationUpdate;
