namespace Versori.Connectors;

/// <summary>
/// The lifetime of a session: a fixed time, a value from a response, or the fixed time where that value is missing.
/// </summary>
public sealed record SessionLifetime
{
    /// <summary>
    /// A fixed time, counted from the sign-in. It also applies where the extracted value is missing. Default: none.
    /// </summary>
    public TimeSpan? Fixed { get; init; }

    /// <summary>
    /// The name of the extracted value that contains the session's lifetime or expiry. Default: none.
    /// </summary>
    public string? ExtractedValue { get; init; }

    /// <summary>The unit or format of the extracted value. Default: seconds.</summary>
    public SessionLifetimeUnit Unit { get; init; }
}
