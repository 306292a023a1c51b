using Versori.Connectors.Serialization;

namespace Versori.Connectors;

/// <summary>
/// What a connection lacks for what its connector was extended by since the connection was made. Until its owner grants
/// it, the connection goes on with what it has.
/// </summary>
public sealed record ConnectionNeed
{
    /// <summary>The connection.</summary>
    public required ConnectionId ConnectionId { get; init; }

    /// <summary>The connector to which the connection belongs.</summary>
    public required ConnectorId ConnectorId { get; init; }

    /// <summary>The owner of the connection.</summary>
    public Owner Owner { get; init; }

    /// <summary>The connection's name.</summary>
    public required string Name { get; init; }

    /// <summary>
    /// The scopes that the connector's methods request now and the connection was not granted. One step-up sign-in
    /// grants them (<c>ISignIns.BeginStepUpAsync</c>), or an upgrade where no person signs in.
    /// </summary>
    public IReadOnlyList<ScopeNeed> Scopes { get; init => field = ValueList<ScopeNeed>.Of(value); } =
        ValueList<ScopeNeed>.Empty;

    /// <summary>
    /// The origins (scheme, host and port) of endpoints to which the connection's credentials may not be sent yet. One
    /// approval allows each (<c>IConnectionMaintenance.ApproveOriginAsync</c>), without signing in again.
    /// </summary>
    public IReadOnlyList<string> Origins { get; init => field = ValueList<string>.Of(value); } =
        ValueList<string>.Empty;

    /// <summary>
    /// The ids of auth methods that endpoints need which were added later, and that the connection does not have.
    /// Reconnect it with a credential for each.
    /// </summary>
    public IReadOnlyList<string> Methods { get; init => field = ValueList<string>.Of(value); } =
        ValueList<string>.Empty;
}
