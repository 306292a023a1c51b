namespace Versori.Connectors;

/// <summary>A text that came with a message.</summary>
public sealed record ConversationAttachment
{
    /// <summary>Its name, such as that of a file.</summary>
    public required string Name { get; init; }

    /// <summary>
    /// The text, without what looks like a credential, and cut; empty for a document that became a source.
    /// </summary>
    public string Text { get; init => field = value ?? ""; } = "";

    /// <summary>
    /// The name of the system that the attached API description became; <see langword="null"/> for other texts.
    /// </summary>
    public string? System { get; init; }
}
