namespace Versori.Connectors.EntityFrameworkCore.Model;

/// <summary>A webhook delivery that was received.</summary>
internal sealed class WebhookDeliveryRow
{
    public string Key { get; set; } = "";

    /// <summary>In ticks, UTC.</summary>
    public long Until { get; set; }
}
