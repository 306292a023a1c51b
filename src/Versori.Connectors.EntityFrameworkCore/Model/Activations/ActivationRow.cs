namespace Versori.Connectors.EntityFrameworkCore.Model;

/// <summary>An activation of an integration for an end user.</summary>
internal sealed class ActivationRow : IPayloadRow
{
    public string Integration { get; set; } = "";

    public string Owner { get; set; } = "";

    public string Environment { get; set; } = "";

    public bool IsActive { get; set; }

    public long Revision { get; set; }

    public int Format { get; set; }

    public string Payload { get; set; } = "";
}
