using System.Text.Json.Serialization;

namespace Versori.Connectors;

/// <summary>One external system of a conversation, with the draft that the conversation edits.</summary>
public sealed record ConversationSystem
{
    /// <summary>The name by which the conversation and the integration refer to it.</summary>
    [JsonIgnore]
    public string Name => Draft.TemplateName;

    /// <summary>
    /// The draft: the definition with the endpoints that the integration needs, the reasons for them, suggestions, and
    /// open questions.
    /// </summary>
    public required PlannedConnector Draft { get; init; }

    /// <summary>
    /// The source that proposals are taken from and compared with (<see cref="ConversationSource.Key"/>).
    /// </summary>
    public required string SourceKey { get; init; }

    /// <summary>
    /// The published version of the catalog's connector with which the draft began; <see langword="null"/> if it began
    /// with a document.
    /// </summary>
    public int? CatalogVersion { get; init; }

    /// <summary>
    /// The source that the draft began with if it is the catalog's definition, and a document is the source; otherwise
    /// <see langword="null"/>.
    /// </summary>
    public string? CatalogKey { get; init; }
}
