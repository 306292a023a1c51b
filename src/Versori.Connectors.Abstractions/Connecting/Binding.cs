using System.Text.Json.Serialization;

namespace Versori.Connectors;

/// <summary>An explicit choice of the connection that a template uses for one owner in one environment.</summary>
public sealed record Binding
{
    /// <summary>The template, owner and environment.</summary>
    public required BindingKey Key { get; init; }

    /// <summary>
    /// The connection to use. The default value is none: the integration was deactivated for the owner, and calls are
    /// refused until it is activated again.
    /// </summary>
    public required ConnectionId ConnectionId { get; init; }

    /// <summary>Whether the integration was deactivated for the owner: the template uses no connection.</summary>
    [JsonIgnore]
    public bool IsDeactivated => ConnectionId == default;

    /// <summary>A number that grows with every save; 0 means never saved.</summary>
    public long Revision { get; init; }
}
