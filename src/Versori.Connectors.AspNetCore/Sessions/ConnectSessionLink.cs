namespace Versori.Connectors.AspNetCore;

/// <summary>A link to the Connect page that works once.</summary>
public sealed class ConnectSessionLink
{
    /// <summary><see cref="ConnectSession.Id"/>.</summary>
    public required string SessionId { get; init; }

    /// <summary>The link. Whoever has it may connect, so send it to one person only.</summary>
    public required Uri Url { get; init; }

    /// <summary>Where the client script reads the state. It permits nothing.</summary>
    public required Uri StatusUrl { get; init; }

    /// <summary>When the link stops working.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }
}
