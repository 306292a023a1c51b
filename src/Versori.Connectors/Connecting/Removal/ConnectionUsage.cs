using Versori.Connectors.Serialization;

namespace Versori.Connectors;

/// <summary>
/// What is bound to a connection, to be shown before it is disconnected. Disconnecting with the
/// <see cref="Fingerprint"/> removes exactly these bindings, or fails.
/// </summary>
public sealed record ConnectionUsage
{
    /// <summary>How many bindings <see cref="Bindings"/> lists at most.</summary>
    public const int MaximumListed = 100;

    /// <summary>How many bindings there are.</summary>
    public required int Count { get; init; }

    /// <summary>The bindings, at most <see cref="MaximumListed"/> of them.</summary>
    public required IReadOnlyList<BindingKey> Bindings { get; init => field = ValueList<BindingKey>.Of(value); }

    /// <summary>
    /// Identifies all bindings: the template, owner and environment of each, in any order. It is the same in every
    /// process, and changes when a binding is added or removed.
    /// </summary>
    public required string Fingerprint { get; init; }
}
