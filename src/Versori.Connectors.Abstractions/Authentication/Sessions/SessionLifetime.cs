namespace Versori.Connectors;

/// <summary>How long a session is good: a fixed time, what the system says, or the one where the other is missing.</summary>
public sealed record SessionLifetime
{
    /// <summary>A fixed time, counted from the sign-in; also used where the picked value is missing.</summary>
    public TimeSpan? Fixed { get; init; }

    /// <summary>The name of a picked value that says how long the session is good, or until when.</summary>
    public string? Picked { get; init; }

    /// <summary>What the picked value is. Default: seconds.</summary>
    public SessionLifetimeUnit Unit { get; init; }
}
