namespace Versori.Connectors.EntityFrameworkCore.Model;

/// <summary>A connect session.</summary>
internal sealed class ConnectSessionRow : IPayloadRow
{
    public string Id { get; set; } = "";

    public string Owner { get; set; } = "";

    /// <summary>Whether it is neither complete nor closed.</summary>
    public bool IsOpen { get; set; }

    /// <summary>In ticks, UTC: SQLite cannot compare dates.</summary>
    public long ExpiresAt { get; set; }

    public long Revision { get; set; }

    public int Format { get; set; }

    public string Payload { get; set; } = "";
}
