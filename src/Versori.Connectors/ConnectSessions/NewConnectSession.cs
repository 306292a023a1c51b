namespace Versori.Connectors;

/// <summary>A connect session that was just created, with the token of its link.</summary>
public sealed class NewConnectSession
{
    /// <summary>The session.</summary>
    public required ConnectSession Session { get; init; }

    /// <summary>The token of the link. It works once, and is not stored.</summary>
    public required Secret Token { get; init; }
}
