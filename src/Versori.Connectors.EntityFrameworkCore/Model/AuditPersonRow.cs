namespace Versori.Connectors.EntityFrameworkCore.Model;

/// <summary>The id of a person in audit entries. Deleting the row erases the id from all of them.</summary>
internal sealed class AuditPersonRow
{
    public Guid Key { get; set; }

    public string PersonId { get; set; } = "";

    /// <summary>In ticks, UTC: not earlier than a day before the person's last entry.</summary>
    public long SeenAt { get; set; }
}
