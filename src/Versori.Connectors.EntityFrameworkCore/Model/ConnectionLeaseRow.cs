namespace Versori.Connectors.EntityFrameworkCore.Model;

/// <summary>The holder that may refresh a connection, and until when others may not.</summary>
internal sealed class ConnectionLeaseRow
{
    public Guid ConnectionId { get; set; }

    public Guid Holder { get; set; }

    /// <summary>In ticks, UTC.</summary>
    public long Until { get; set; }
}
