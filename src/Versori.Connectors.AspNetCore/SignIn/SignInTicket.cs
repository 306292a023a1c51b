namespace Versori.Connectors.AspNetCore.SignIn;

/// <summary>What the cookie of one sign-in contains, encrypted.</summary>
internal sealed record SignInTicket
{
    /// <summary><see cref="BrowserSignIn.Id"/> or <see cref="DeviceSignIn.Id"/>.</summary>
    public required string Id { get; init; }

    /// <summary>The value that binds the callback to this browser; empty for a device.</summary>
    public string Session { get; init; } = "";

    public required string Owner { get; init; }

    public required string Connector { get; init; }

    /// <summary>Whether an existing connection is connected again.</summary>
    public bool IsReconnect { get; init; }

    /// <summary>The connect session that the sign-in is part of.</summary>
    public string? ConnectSession { get; init; }

    /// <summary>Where the person goes afterwards: a checked URL, or null for the connector's page.</summary>
    public string? ReturnUrl { get; init; }

    /// <summary>Of a device: the code to enter, where, and the complete address.</summary>
    public string? UserCode { get; init; }

    public string? VerificationUrl { get; init; }

    public string? CompleteUrl { get; init; }

    public int PollSeconds { get; init; }

    public override string ToString() => Id;
}
