using System.Diagnostics;

namespace Versori.Connectors;

/// <summary>What came of asking an <see cref="ITokenAuthHandler"/> for a token. Its text shows no values.</summary>
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

    /// <summary>A token was obtained.</summary>
    /// <param name="values">Its values by name, all kept as secrets; at least one. Names of the method's fields cannot be used.</param>
    /// <param name="expiresAt">When it expires; <see langword="null"/>: it is used until it is rejected.</param>
    public static AuthHandlerToken Obtained(IReadOnlyDictionary<string, Secret> values, DateTimeOffset? expiresAt = null)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentOutOfRangeException.ThrowIfZero(values.Count, nameof(values));
        return new("obtained") { Values = values, ExpiresAt = expiresAt };
    }

    /// <summary>The external system refused the credential for good: somebody has to connect again.</summary>
    /// <param name="reason">Why, for people; without secrets.</param>
    public static AuthHandlerToken Refused(string reason) => new("refused") { Reason = reason, IsFinal = true };

    /// <summary>It did not work for the moment, and is tried again.</summary>
    /// <param name="reason">Why, for people; without secrets.</param>
    /// <param name="retryAfter">How long to wait at least, if the external system said so.</param>
    public static AuthHandlerToken Failed(string reason, TimeSpan? retryAfter = null) => new("failed") { Reason = reason, RetryAfter = retryAfter };

    /// <summary>What came of it, without values.</summary>
    public override string ToString() => Outcome;
}
