namespace Versori.Connectors.EntityFrameworkCore.Model;

/// <summary>What the processes claim of one limit of a connection.</summary>
internal sealed class LimitRow
{
    public string Key { get; set; } = "";

    /// <summary>The text of a <see cref="LimitLedger"/>.</summary>
    public string Claims { get; set; } = "";

    /// <summary>Grows with each claim, so that none is lost.</summary>
    public long Version { get; set; }

    /// <summary>When the last claim expires, in ticks, UTC.</summary>
    public long Until { get; set; }
}
