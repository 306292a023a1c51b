namespace Versori.Connectors.EntityFrameworkCore.Model;

/// <summary>A binding. It is small enough to be all columns.</summary>
internal sealed class BindingRow
{
    public string Integration { get; set; } = "";

    public string Template { get; set; } = "";

    public string Owner { get; set; } = "";

    public string Environment { get; set; } = "";

    public Guid ConnectionId { get; set; }

    public long Revision { get; set; }
}
