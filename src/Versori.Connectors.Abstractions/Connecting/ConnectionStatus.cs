using System.Text.Json.Serialization;
using Versori.Connectors.Serialization;

namespace Versori.Connectors;

/// <summary>Whether a connection can be used.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<ConnectionStatus>))]
public enum ConnectionStatus
{
    /// <summary>It can be used.</summary>
    Active,

    /// <summary>
    /// The external system refused to renew it for good: it has to be connected again. Calls fail at once, without
    /// asking the external system.
    /// </summary>
    NeedsReauthorization,
}
