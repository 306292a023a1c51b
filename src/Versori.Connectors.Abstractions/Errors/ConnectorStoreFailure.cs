namespace Versori.Connectors;

/// <summary>What went wrong in a store. The set is closed: a host can handle each.</summary>
public enum ConnectorStoreFailure
{
    /// <summary>It does not answer, or is too busy: the server is away, the network failed, a lock was not free in time. Transient.</summary>
    Unavailable,

    /// <summary>How to reach it is wrong: a connection string that cannot be read, a path or a database that does not exist, a missing setting.</summary>
    InvalidConfiguration,

    /// <summary>It refuses this user: a wrong password, or a missing permission.</summary>
    AccessDenied,

    /// <summary>It can be read but not written.</summary>
    ReadOnly,

    /// <summary>There is no room left, on its disk or within its quota.</summary>
    Full,

    /// <summary>Its tables are missing or older than this release: migrations have to be applied.</summary>
    NotMigrated,

    /// <summary>A newer release wrote it: this one must be updated before it can read it.</summary>
    NewerVersion,

    /// <summary>What is in it cannot be read: the file is not a database, or a row is not what was saved.</summary>
    Damaged,

    /// <summary>It refused what it was given, or failed in another way; the inner exception says how.</summary>
    Failed,
}
