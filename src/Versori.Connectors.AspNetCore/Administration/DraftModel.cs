namespace Versori.Connectors.AspNetCore.Administration;

/// <summary>A definition as it is edited.</summary>
internal sealed record DraftModel
{
    /// <summary>The connector's id; null for a new connector.</summary>
    public string? Id { get; init; }

    public required string Text { get; init; }

    public IReadOnlyList<ConnectorError> Errors { get; init; } = [];

    /// <summary>What publishing would change; null without a draft.</summary>
    public DefinitionDiff? Changes { get; init; }

    /// <summary>The revision of the connector that the page shows; 0 for a new connector.</summary>
    public long Revision { get; init; }

    public bool IsDraft { get; init; }
}
