namespace Versori.Connectors;

/// <summary>The end of a response. The conversation is saved.</summary>
/// <param name="Turn">The message and the whole response, with what it cost.</param>
/// <param name="Conversation">The conversation as it is now.</param>
public sealed record ConversationDone(ConversationTurn Turn, Conversation Conversation) : ConversationUpdate;
