using Versori.Connectors.EntityFrameworkCore.Tests.Databases;
using Versori.Connectors.Soak.Databases;

namespace Versori.Connectors.EntityFrameworkCore.Tests.Processes;

/// <summary>Passes the databases of the tests to separate processes.</summary>
internal static class SharedDatabases
{
    public static SharedDatabase Shared(this TestDatabase database) => database switch
    {
        SqliteDatabase sqlite => new(SharedDatabase.Sqlite, sqlite.File, database.KeyDirectory),
        PostgresDatabase postgres => new(SharedDatabase.Postgres, postgres.ConnectionString, database.KeyDirectory),
        _ => throw new ArgumentException("It is shared by no processes.", nameof(database)),
    };
}
