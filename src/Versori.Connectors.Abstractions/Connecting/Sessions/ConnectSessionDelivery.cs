using System.Text.Json.Serialization;
using Versori.Connectors.Serialization;

namespace Versori.Connectors;

/// <summary>How the link of a <see cref="ConnectSession"/> reaches the person.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<ConnectSessionDelivery>))]
public enum ConnectSessionDelivery
{
    /// <summary>A page of the host opens it in a popup.</summary>
    Popup,

    /// <summary>The host sends the browser there.</summary>
    Redirect,

    /// <summary>
    /// By mail, chat or an agent. The link only takes effect after a click on its page, because mail scanners visit
    /// links.
    /// </summary>
    Link,
}
