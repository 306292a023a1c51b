namespace Versori.Connectors;

/// <summary>A question for a person. <see cref="IConversations.DecideAsync"/> takes the decision.</summary>
/// <param name="System">The name of the system that it is about.</param>
/// <param name="Question">The question.</param>
public sealed record ConversationQuestion(string System, PlanQuestion Question) : ConversationUpdate;
