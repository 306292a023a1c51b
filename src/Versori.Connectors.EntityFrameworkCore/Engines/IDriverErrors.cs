using System.Data.Common;

namespace Versori.Connectors.EntityFrameworkCore.Engines;

/// <summary>The meaning of the exceptions of one engine's driver.</summary>
internal interface IDriverErrors
{
    /// <summary>Whether the value of a unique key is already taken.</summary>
    bool IsDuplicateKey(DbException exception);

    /// <summary>Whether a table is missing.</summary>
    bool IsMissingTable(DbException exception);

    /// <summary>
    /// The failure and its message; <see langword="null"/> if the exception is not one of this driver.
    /// </summary>
    (ConnectorStoreFailure Failure, string Message)? Explain(DbException exception);
}
