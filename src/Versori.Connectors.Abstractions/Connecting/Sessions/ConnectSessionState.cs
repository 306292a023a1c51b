using System.Text.Json.Serialization;
using Versori.Connectors.Serialization;

namespace Versori.Connectors;

/// <summary>What happened in a <see cref="ConnectSession"/> so far.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<ConnectSessionState>))]
public enum ConnectSessionState
{
    /// <summary>The link was not used yet.</summary>
    Created,

    /// <summary>The link was used; the person is connecting.</summary>
    Opened,

    /// <summary>Everything was connected; the session permits nothing any more.</summary>
    Connected,

    /// <summary>The session was closed without connecting everything.</summary>
    Closed,
}
