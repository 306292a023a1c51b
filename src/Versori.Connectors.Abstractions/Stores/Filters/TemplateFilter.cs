namespace Versori.Connectors;

/// <summary>Selects the templates to list. All properties that are set must match.</summary>
public sealed record TemplateFilter
{
    /// <summary>Only templates of this connector.</summary>
    public ConnectorId? ConnectorId { get; init; }

    /// <summary>Only templates of this integration.</summary>
    public string? Integration { get; init; }

    /// <summary>Only templates with ids after this one.</summary>
    public TemplateId? After { get; init; }
}
