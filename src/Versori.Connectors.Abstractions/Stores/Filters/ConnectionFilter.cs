using Versori.Connectors.Serialization;

namespace Versori.Connectors;

/// <summary>Selects the connections to list. All properties that are set must match.</summary>
public sealed record ConnectionFilter
{
    /// <summary>Only connections of this connector.</summary>
    public ConnectorId? ConnectorId { get; init; }

    /// <summary>Only connections of this owner.</summary>
    public Owner? Owner { get; init; }

    /// <summary>Only connections with this name: Unicode text without NUL.</summary>
    /// <exception cref="ArgumentException">It contains NUL, or is no Unicode text, as no name is.</exception>
    public string? Name { get; init => field = StoredText.ForFilter(value, nameof(Name)); }

    /// <summary>Only connections with ids after this one.</summary>
    public ConnectionId? After { get; init; }
}
