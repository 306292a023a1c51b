namespace Versori.Connectors.EntityFrameworkCore.Model;

/// <summary>The current state of a connector.</summary>
internal sealed class ConnectorRow : IPayloadRow
{
    public string Id { get; set; } = "";

    public int Version { get; set; }

    public long Revision { get; set; }

    public int Format { get; set; }

    public string Payload { get; set; } = "";
}
