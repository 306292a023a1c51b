namespace Versori.Connectors;

/// <summary>The settings of a new connect session.</summary>
public sealed class ConnectSessionRequest
{
    /// <summary>The owner of the connections that are made. Default: the host itself.</summary>
    public Owner Owner { get; init; }

    /// <summary>The connectors that may be connected. Those of <see cref="Templates"/> are added.</summary>
    public IReadOnlyList<ConnectorId> Connectors { get; init; } = [];

    /// <summary>
    /// The templates that are bound to what is connected. Only auth methods that they accept are offered. Default:
    /// none.
    /// </summary>
    public IReadOnlyList<TemplateId> Templates { get; init; } = [];

    /// <summary>
    /// The connection to reconnect; it must belong to the owner. <see langword="null"/> for a new one.
    /// </summary>
    public ConnectionId? ConnectionId { get; init; }

    /// <summary>
    /// Whether only the owner may use the link, signed in to the host; for the host's own connections, an
    /// administrator. Use it for links that are passed on, such as by an agent. Default: no.
    /// </summary>
    public bool IsOwnerOnly { get; init; }

    /// <summary>How the link reaches the person. Default: in a popup.</summary>
    public ConnectSessionDelivery Delivery { get; init; }

    /// <summary>Where the person is sent afterwards. Default: nowhere, the page says that it is done.</summary>
    public string? ReturnUrl { get; init; }

    /// <summary>The exact origin of the page that is notified, such as <c>https://app.example.com</c>.</summary>
    public string? Origin { get; init; }

    /// <summary>
    /// How long the session is valid, the time to connect included. Default: 15 minutes; from 1 minute to 7 days.
    /// </summary>
    public TimeSpan Lifetime { get; init; } = TimeSpan.FromMinutes(15);
}
