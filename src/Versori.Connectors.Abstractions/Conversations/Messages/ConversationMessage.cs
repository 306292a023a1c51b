namespace Versori.Connectors;

/// <summary>A message of a person.</summary>
public sealed record ConversationMessage
{
    /// <summary>The text: at most 20,000 characters. What looks like a credential is removed before anything else.
    /// </summary>
    public required string Text { get; init; }

    /// <summary>What the message may lead to. Default: <see cref="ConversationMode.Plan"/>.</summary>
    public ConversationMode Mode { get; init; }

    /// <summary>
    /// Texts that belong to the message, at most 10. An API description becomes a source of the conversation, unless
    /// the mode is <see cref="ConversationMode.Ask"/>; any other text is only data that the chat client sees.
    /// </summary>
    public IReadOnlyList<MessageAttachment> Attachments { get; init => field = value ?? []; } = [];
}
