namespace Versori.Connectors;

/// <summary>A sign-in that was started and continues in the person's browser.</summary>
public sealed class BrowserSignIn
{
    /// <summary>Identifies the sign-in to the host, for canceling it. It reveals nothing about the state.</summary>
    public required string Id { get; init; }

    /// <summary>The URL to send the person to. It contains the state, so it is for this person only.</summary>
    public required Uri Url { get; init; }

    /// <summary>
    /// The value that must be passed with the callback: the host's session, or a value created for this sign-in. Keep
    /// it where only this browser sends it, such as in a cookie.
    /// </summary>
    public required Secret Session { get; init; }

    /// <summary>When the sign-in can no longer be completed.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }
}
