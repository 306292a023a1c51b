using Versori.Connectors.Serialization;

namespace Versori.Connectors;

/// <summary>
/// The scopes of one auth method that a template needs, against those that its connection was granted.
/// </summary>
public sealed record ScopeState
{
    /// <summary>The id of the auth method.</summary>
    public required string MethodId { get; init; }

    /// <summary>
    /// The scopes that the connector requests and that the template's endpoints need. If the template uses all
    /// endpoints, or these name no scopes: all that the connector requests.
    /// </summary>
    public required IReadOnlyList<string> Needed { get; init => field = ValueList<string>.Of(value); }

    /// <summary>
    /// The scopes that were granted; the requested ones if the external system did not report them (RFC 6749 §5.1).
    /// </summary>
    public required IReadOnlyList<string> Granted { get; init => field = ValueList<string>.Of(value); }

    /// <summary>
    /// The needed scopes that were not granted. The external system refuses calls that need one of them.
    /// </summary>
    public required IReadOnlyList<string> Missing { get; init => field = ValueList<string>.Of(value); }

    /// <summary>
    /// Whether a person has to sign in for the missing ones (<see cref="ISignIns.BeginStepUpAsync"/>). If not,
    /// <see cref="IConnectionMaintenance.UpgradeAsync"/> obtains them.
    /// </summary>
    public bool NeedsSignIn { get; init; }
}
