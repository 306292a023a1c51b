namespace Versori.Connectors.EntityFrameworkCore.Model;

/// <summary>A conversation.</summary>
internal sealed class ConversationRow : IPayloadRow
{
    public Guid Id { get; set; }

    public string Owner { get; set; } = "";

    /// <summary>In ticks, UTC: SQLite cannot compare dates.</summary>
    public long UpdatedAt { get; set; }

    public long Revision { get; set; }

    public int Format { get; set; }

    public string Payload { get; set; } = "";
}
