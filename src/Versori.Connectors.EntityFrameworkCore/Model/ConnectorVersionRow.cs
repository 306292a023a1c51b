namespace Versori.Connectors.EntityFrameworkCore.Model;

/// <summary>A published definition. It never changes.</summary>
internal sealed class ConnectorVersionRow : IPayloadRow
{
    public string ConnectorId { get; set; } = "";

    public int Version { get; set; }

    public int Format { get; set; }

    public string Payload { get; set; } = "";
}
