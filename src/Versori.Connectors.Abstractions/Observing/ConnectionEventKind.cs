namespace Versori.Connectors;

/// <summary>What happened to a connection.</summary>
public enum ConnectionEventKind
{
    /// <summary>It was connected, or connected again with other credentials.</summary>
    Connected,

    /// <summary>A token was obtained or renewed.</summary>
    Renewed,

    /// <summary>The external system refused to renew it for good.</summary>
    NeedsReauthorization,

    /// <summary>It was disconnected and its secrets removed.</summary>
    Disconnected,
}
