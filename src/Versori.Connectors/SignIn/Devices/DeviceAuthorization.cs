namespace Versori.Connectors;

/// <summary>A sign-in on another device that was begun (RFC 8628 §3.2).</summary>
public sealed class DeviceAuthorization
{
    /// <summary>Identifies it, for waiting or giving it up.</summary>
    public required string Id { get; init; }

    /// <summary>The code that the person enters.</summary>
    public required string UserCode { get; init; }

    /// <summary>Where the person enters it.</summary>
    public required Uri VerificationUri { get; init; }

    /// <summary>The same with the code in it, for a QR code or link, if the server gives one.</summary>
    public Uri? VerificationUriComplete { get; init; }

    /// <summary>How long is waited between two questions.</summary>
    public required TimeSpan Interval { get; init; }

    /// <summary>When the code expires.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }
}
