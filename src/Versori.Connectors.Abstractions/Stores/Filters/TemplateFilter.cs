using Versori.Connectors.Serialization;

namespace Versori.Connectors;

/// <summary>Selects the templates to list. All properties that are set must match.</summary>
public sealed record TemplateFilter
{
    /// <summary>Only templates of this connector.</summary>
    public ConnectorId? ConnectorId { get; init; }

    /// <summary>Only templates of this integration: Unicode text without NUL.</summary>
    /// <exception cref="ArgumentException">It contains NUL, or is no Unicode text, as no integration is.</exception>
    public string? Integration { get; init => field = StoredText.ForFilter(value, nameof(Integration)); }

    /// <summary>Only templates with ids after this one.</summary>
    public TemplateId? After { get; init; }
}
