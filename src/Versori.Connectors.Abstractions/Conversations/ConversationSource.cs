namespace Versori.Connectors;

/// <summary>A whole definition from which a conversation takes endpoints. It never changes once it is stored.</summary>
public sealed record ConversationSource
{
    /// <summary>What identifies it within its conversation: the hash of its content.</summary>
    public required string Key { get; init; }

    /// <summary>The definition with all endpoints of the document.</summary>
    public required ConnectorDefinition Definition { get; init; }

    /// <summary>
    /// What the import left open, written and read by the generator; <see langword="null"/> if nothing was.
    /// </summary>
    public JsonFragment? OpenPoints { get; init; }
}
