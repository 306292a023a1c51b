namespace Versori.Connectors;

/// <summary>What connecting does when the owner already has a connection of that name for the connector.</summary>
public enum NameTakenBehavior
{
    /// <summary>It fails with <see cref="ConnectorErrorCode.AlreadyExists"/>.</summary>
    Fail,

    /// <summary>
    /// It returns the existing connection unchanged and sends nothing, so that a start-up that connects can run twice.
    /// </summary>
    Keep,

    /// <summary>It replaces the credentials of the existing connection, as reconnecting does.</summary>
    Reconnect,
}
