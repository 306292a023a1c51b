namespace Versori.Connectors;

/// <summary>A sign-in that was begun.</summary>
public sealed class Authorization
{
    /// <summary>Identifies it to the host, for giving it up. It says nothing about the state.</summary>
    public required string Id { get; init; }

    /// <summary>Where to send the person. It holds the state, so it is for this person alone.</summary>
    public required Uri Url { get; init; }

    /// <summary>
    /// What has to be given back with the callback: the host's session, or one made for this sign-in, to be kept where only
    /// this browser brings it back, such as a cookie.
    /// </summary>
    public required Secret Session { get; init; }

    /// <summary>When it can no longer be completed.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }
}
