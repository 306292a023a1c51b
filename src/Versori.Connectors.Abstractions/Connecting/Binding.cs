namespace Versori.Connectors;

/// <summary>An explicit choice of the connection that a template uses for one owner in one environment.</summary>
public sealed record Binding
{
    /// <summary>The template, owner and environment.</summary>
    public required BindingKey Key { get; init; }

    /// <summary>The connection to use.</summary>
    public required ConnectionId ConnectionId { get; init; }

    /// <summary>A number that grows with every save; 0 means never saved.</summary>
    public long Revision { get; init; }
}
