using Versori.Connectors.Serialization;

namespace Versori.Connectors;

/// <summary>The scopes of one auth method that a connection lacks.</summary>
public sealed record ScopeNeed
{
    /// <summary>The id of the auth method.</summary>
    public required string MethodId { get; init; }

    /// <summary>The missing scopes.</summary>
    public required IReadOnlyList<string> Scopes { get; init => field = ValueList<string>.Of(value); }

    /// <summary>
    /// Whether a person has to sign in for them. If not, <c>IConnectionMaintenance.UpgradeAsync</c> obtains them.
    /// </summary>
    public bool NeedsSignIn { get; init; }
}
