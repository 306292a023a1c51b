namespace Versori.Connectors.EntityFrameworkCore.Model;

/// <summary>An audit entry. What it does not have is empty.</summary>
internal sealed class AuditEntryRow
{
    public Guid Id { get; set; }

    /// <summary>In ticks, UTC.</summary>
    public long OccurredAt { get; set; }

    public string Action { get; set; } = "";

    public bool IsAutomatic { get; set; }

    /// <summary>The key of the person; the id is in a row of its own, which can be deleted.</summary>
    public Guid Actor { get; set; }

    public string ConnectorId { get; set; } = "";

    public Guid ConnectionId { get; set; }

    /// <summary>Whether the entry has an owner: the host, unless it is a person.</summary>
    public bool HasOwner { get; set; }

    /// <summary>The key of the person.</summary>
    public Guid Owner { get; set; }

    public string Integration { get; set; } = "";

    public string Template { get; set; } = "";

    public string Detail { get; set; } = "";
}
