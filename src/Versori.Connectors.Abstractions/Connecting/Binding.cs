namespace Versori.Connectors;

/// <summary>An explicit choice: this template, for this owner and in this environment, uses that connection.</summary>
public sealed record Binding
{
    /// <summary>What the choice is made for.</summary>
    public required BindingKey Key { get; init; }

    /// <summary>The connection to use.</summary>
    public required ConnectionId ConnectionId { get; init; }

    /// <summary>Grows with every save; 0 means never saved.</summary>
    public long Revision { get; init; }
}
