using System.Text.Json.Serialization;
using Versori.Connectors.Serialization;

namespace Versori.Connectors;

/// <summary>Whether a connection can be used.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<ConnectionStatus>))]
public enum ConnectionStatus
{
    /// <summary>The connection can be used.</summary>
    Active,

    /// <summary>
    /// The external system permanently refused to refresh the connection, or rejected its credential as often as the
    /// host's options allow. The account has to be connected again. Calls fail immediately, without a request to the
    /// external system.
    /// </summary>
    NeedsReauthorization,
}
