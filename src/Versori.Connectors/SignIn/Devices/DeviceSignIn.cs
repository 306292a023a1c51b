namespace Versori.Connectors;

/// <summary>A sign-in that was started and continues on another device (RFC 8628 §3.2).</summary>
public sealed class DeviceSignIn
{
    /// <summary>Identifies the sign-in, for waiting or canceling it.</summary>
    public required string Id { get; init; }

    /// <summary>The code that the person enters.</summary>
    public required string UserCode { get; init; }

    /// <summary>The URL of the page where the person enters the code.</summary>
    public required Uri VerificationUri { get; init; }

    /// <summary>The same URL with the code included, for a QR code or link, if the server returns one.</summary>
    public Uri? VerificationUriComplete { get; init; }

    /// <summary>The minimum time between two polling requests.</summary>
    public required TimeSpan Interval { get; init; }

    /// <summary>When the code expires.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }
}
