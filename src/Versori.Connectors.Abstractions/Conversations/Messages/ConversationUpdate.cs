namespace Versori.Connectors;

/// <summary>
/// A part of the response to a message: <see cref="ConversationText"/>, <see cref="ConversationQuestion"/>,
/// <see cref="ConversationProposed"/>, <see cref="ConversationActivity"/>, and as the last one
/// <see cref="ConversationDone"/>.
/// </summary>
public abstract record ConversationUpdate
{
    private protected ConversationUpdate()
    {
    }
}
