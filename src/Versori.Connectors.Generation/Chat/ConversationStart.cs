namespace Versori.Connectors.Generation;

/// <summary>What a conversation begins with.</summary>
public sealed record ConversationStart
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

    /// <summary>Documents and definitions of external systems. Default: none.</summary>
    public IReadOnlyList<ConnectorSource> Sources { get; init => field = value ?? []; } = [];

    /// <summary>
    /// Connectors of the catalog. The draft begins with the published definition. A source with the same key is then
    /// where further endpoints come from. Default: none.
    /// </summary>
    public IReadOnlyList<ConnectorId> Connectors { get; init => field = value ?? []; } = [];
}
