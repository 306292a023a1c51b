namespace Versori.Connectors.EntityFrameworkCore.Model;

/// <summary>A pending sign-in.</summary>
internal sealed class PendingSignInRow : IPayloadRow
{
    public string Id { get; set; } = "";

    public string Owner { get; set; } = "";

    /// <summary>In ticks, UTC: SQLite cannot compare dates.</summary>
    public long ExpiresAt { get; set; }

    public long Revision { get; set; }

    public int Format { get; set; }

    public string Payload { get; set; } = "";
}
