using System.Diagnostics;

namespace Versori.Connectors;

/// <summary>
/// The result of a request for a token by an <see cref="ITokenAuthHandler"/>. Its text form does not show values.
/// </summary>
[DebuggerDisplay("{Outcome}")]
public sealed class AuthHandlerToken
{
    private AuthHandlerToken(string outcome) => Outcome = outcome;

    internal string Outcome { get; }

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    internal IReadOnlyDictionary<string, Secret>? Values { get; private init; }

    internal DateTimeOffset? ExpiresAt { get; private init; }

    internal string? Reason { get; private init; }

    internal bool IsFinal { get; private init; }

    internal TimeSpan? RetryAfter { get; private init; }

    /// <summary>Reports that a token was obtained.</summary>
    /// <param name="values">
    /// Its values by name, at least one. All are kept as secrets. The names of the method's fields cannot be used.
    /// </param>
    /// <param name="expiresAt">
    /// When it expires; if <see langword="null"/>, it is used until the external system rejects it.
    /// </param>
    public static AuthHandlerToken Obtained(
        IReadOnlyDictionary<string, Secret> values, DateTimeOffset? expiresAt = null)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentOutOfRangeException.ThrowIfZero(values.Count, nameof(values));
        return new("obtained") { Values = values, ExpiresAt = expiresAt };
    }

    /// <summary>
    /// Reports that the external system permanently refused the credential. The account has to be connected again.
    /// </summary>
    /// <param name="reason">The reason, as text for people. It must not contain secrets.</param>
    public static AuthHandlerToken Refused(string reason) => new("refused") { Reason = reason, IsFinal = true };

    /// <summary>Reports a transient failure. The request is repeated later.</summary>
    /// <param name="reason">The reason, as text for people. It must not contain secrets.</param>
    /// <param name="retryAfter">The minimum time to wait, if the external system stated one.</param>
    public static AuthHandlerToken Failed(string reason, TimeSpan? retryAfter = null) =>
        new("failed") { Reason = reason, RetryAfter = retryAfter };

    /// <summary>Returns the outcome, without values.</summary>
    public override string ToString() => Outcome;
}
