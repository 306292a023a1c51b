namespace Versori.Connectors;

/// <summary>Which templates to list. Everything that is set must match.</summary>
public sealed record TemplateFilter
{
    /// <summary>Only those of this connector.</summary>
    public ConnectorId? ConnectorId { get; init; }

    /// <summary>Only those of this integration.</summary>
    public string? Integration { get; init; }

    /// <summary>Only those with ids after this one.</summary>
    public TemplateId? After { get; init; }
}
