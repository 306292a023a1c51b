using Versori.Connectors.Refresh;

namespace Versori.Connectors.Http;

/// <summary>
/// A resolved route from a template to the external system: the connection, the definition and the address.
/// </summary>
/// <param name="Connector">The connector with its published definition.</param>
/// <param name="Template">The template, or <see langword="null"/> if the connection is used directly.</param>
/// <param name="Connection">The connection as it was read from the store.</param>
/// <param name="Runtime">The runtime state of the connection.</param>
/// <param name="BaseAddress">The base address of endpoint paths. It ends with a slash.</param>
internal sealed record Route(
    Connector Connector,
    ConnectionTemplate? Template,
    Connection Connection,
    ConnectionRuntime Runtime,
    Uri BaseAddress)
{
    public ConnectorDefinition Definition => Connector.Definition!;

    /// <summary>
    /// The headers that the connector's definition adds, or <see langword="null"/> if there are none.
    /// </summary>
    public ConnectorHeaders? Headers { get; init; }

    /// <summary>
    /// The version of the connector from which the connection's snapshot was taken; <see langword="null"/> if it is
    /// this one.
    /// </summary>
    public FormerDefinition? Former { get; init; }

    /// <summary>When requests are sent again after a failure.</summary>
    public required RetryPolicy Retries { get; init; }

    /// <summary>
    /// What the connector's rules state for responses; <see langword="null"/> if none needs an action.
    /// </summary>
    public StatedOutcomes? Outcomes { get; init; }

    /// <summary>Finds the endpoints with rules of their own; <see langword="null"/> if there are none.</summary>
    public EndpointIndex? Endpoints { get; init; }

    /// <summary>The last sender of the endpoint invoker; <see langword="null"/> before it sends.</summary>
    public InvocationSender? Sender { get; set; }

    /// <summary>The clock reading from which the route is read again in the background.</summary>
    public required long RereadAt { get; init; }

    /// <summary>The clock reading from which calls wait until the route has been read again.</summary>
    public required long StaleAt { get; init; }

    /// <summary>The alternatives of auth methods of an endpoint, as they were when the snapshot was taken.</summary>
    public IReadOnlyList<AuthAlternative>? AlternativesOf(ConnectorEndpoint endpoint) =>
        Former is null ? endpoint.AuthAlternatives : Former.AlternativesOf(endpoint);
}
