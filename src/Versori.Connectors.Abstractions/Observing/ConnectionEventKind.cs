namespace Versori.Connectors;

/// <summary>The kind of a connection event.</summary>
public enum ConnectionEventKind
{
    /// <summary>The connection was made, or connected again with other credentials.</summary>
    Connected,

    /// <summary>A token was obtained or refreshed.</summary>
    Refreshed,

    /// <summary>The external system permanently refused to refresh the connection.</summary>
    NeedsReauthorization,

    /// <summary>The connection was disconnected and its secrets were removed.</summary>
    Disconnected,

    /// <summary>
    /// The external system rejected the connection's credential, and no refresh can replace it. Raised once, until the
    /// credential is accepted again. The connection stays active.
    /// </summary>
    CredentialRejected,

    /// <summary>
    /// The connection was connected again as another account, which the host had allowed. <see cref="Connected"/>
    /// follows.
    /// </summary>
    AccountChanged,
}
