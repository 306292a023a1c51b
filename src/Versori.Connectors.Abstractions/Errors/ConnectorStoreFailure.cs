namespace Versori.Connectors;

/// <summary>The kind of failure in a store. The set is closed: a host can handle each.</summary>
public enum ConnectorStoreFailure
{
    /// <summary>
    /// The store does not respond or is too busy: the server is down, the network failed, or a lock was not released in
    /// time. Transient.
    /// </summary>
    Unavailable,

    /// <summary>
    /// The configuration is wrong: an unreadable connection string, a path or database that does not exist, or a
    /// missing setting.
    /// </summary>
    InvalidConfiguration,

    /// <summary>The store refuses the user: a wrong password or a missing permission.</summary>
    AccessDenied,

    /// <summary>The store can be read but not written.</summary>
    ReadOnly,

    /// <summary>No space is left on the store's disk or within its quota.</summary>
    OutOfSpace,

    /// <summary>The store's tables are missing or older than this release. Migrations have to be applied.</summary>
    NotMigrated,

    /// <summary>A newer release wrote the store. This release has to be updated before it can read it.</summary>
    NewerVersion,

    /// <summary>The content cannot be read: the file is not a database, or a row is not what was saved.</summary>
    Corrupted,

    /// <summary>
    /// The store refused the data or failed in another way. The inner exception contains the details.
    /// </summary>
    Failed,

    /// <summary>
    /// The store was used after it was disposed, for example after the host has stopped. Use one of a running host.
    /// </summary>
    Disposed,
}
