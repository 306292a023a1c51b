namespace Versori.Connectors.EntityFrameworkCore.Model;

/// <summary>Who renews a connection, and until when nobody else may.</summary>
internal sealed class ConnectionLeaseRow
{
    public Guid ConnectionId { get; set; }

    public Guid Holder { get; set; }

    /// <summary>In ticks, UTC.</summary>
    public long Until { get; set; }
}
