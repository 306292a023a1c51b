namespace Versori.Connectors.EntityFrameworkCore.Model;

/// <summary>A connection.</summary>
internal sealed class ConnectionRow : IPayloadRow
{
    public Guid Id { get; set; }

    public string ConnectorId { get; set; } = "";

    public string Owner { get; set; } = "";

    public string Name { get; set; } = "";

    public long Revision { get; set; }

    public int Format { get; set; }

    public string Payload { get; set; } = "";
}
