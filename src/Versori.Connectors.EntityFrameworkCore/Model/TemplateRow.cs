namespace Versori.Connectors.EntityFrameworkCore.Model;

/// <summary>A connection template.</summary>
internal sealed class TemplateRow : IPayloadRow
{
    public string Integration { get; set; } = "";

    public string Name { get; set; } = "";

    public string ConnectorId { get; set; } = "";

    public long Revision { get; set; }

    public int Format { get; set; }

    public string Payload { get; set; } = "";
}
