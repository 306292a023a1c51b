namespace Versori.Connectors;

/// <summary>Which connections to list. Everything that is set must match.</summary>
public sealed record ConnectionFilter
{
    /// <summary>Only those of this connector.</summary>
    public ConnectorId? ConnectorId { get; init; }

    /// <summary>Only those of this owner.</summary>
    public Owner? Owner { get; init; }

    /// <summary>Only the one with this name.</summary>
    public string? Name { get; init; }

    /// <summary>Only those with ids after this one.</summary>
    public ConnectionId? After { get; init; }
}
