namespace Versori.Connectors;

/// <summary>What a conversation about connectors of the catalog begins with.</summary>
public sealed record ConversationTopic
{
    /// <summary>
    /// Whom the conversation belongs to. Every later call names the same owner; with another one, the conversation is
    /// not found. Default: the host itself.
    /// </summary>
    public Owner Owner { get; init; }

    /// <summary>What it is about, for lists. Default: the beginning of the first message.</summary>
    public string? Title { get; init; }

    /// <summary>
    /// The integration whose plan it edits. Its templates name the systems, and their endpoints are the beginning of
    /// the plan. Default: a new integration.
    /// </summary>
    public string? Integration { get; init; }

    /// <summary>
    /// Connectors of the catalog, with which the drafts begin. Default: none; an API description that is attached to a
    /// message adds one (<see cref="ConversationMessage.Attachments"/>).
    /// </summary>
    public IReadOnlyList<ConnectorId> Connectors { get; init => field = value ?? []; } = [];
}
