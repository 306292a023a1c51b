namespace Versori.Connectors.EntityFrameworkCore.Model;

/// <summary>A binding. All of it is in columns, because it is small.</summary>
internal sealed class BindingRow
{
    public string Integration { get; set; } = "";

    public string Template { get; set; } = "";

    public string Owner { get; set; } = "";

    public string Environment { get; set; } = "";

    public Guid ConnectionId { get; set; }

    public long Revision { get; set; }
}
