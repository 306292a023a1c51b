namespace Versori.Connectors;

/// <summary>Selects audit entries. Every property that is not <see langword="null"/> restricts the result.</summary>
public sealed record AuditFilter
{
    /// <summary>Only entries about this connector and its connections.</summary>
    public ConnectorId? ConnectorId { get; init; }

    /// <summary>Only entries about this connection.</summary>
    public ConnectionId? ConnectionId { get; init; }

    /// <summary>Only entries at this time or later.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Only entries before this time.</summary>
    public DateTimeOffset? Until { get; init; }
}
