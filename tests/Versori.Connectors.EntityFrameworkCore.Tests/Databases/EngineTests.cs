using Versori.Connectors.EntityFrameworkCore.Engines;
using Versori.Connectors.EntityFrameworkCore.PostgreSql;
using Versori.Connectors.EntityFrameworkCore.Sqlite;

namespace Versori.Connectors.EntityFrameworkCore.Tests.Databases;

/// <summary>The engine of a host's context is found by the name of its provider.</summary>
public sealed class EngineTests
{
    private const string SqliteProvider = "Microsoft.EntityFrameworkCore.Sqlite";

    [Theory]
    [InlineData(SqliteProvider, typeof(SqliteEngine))]
    [InlineData("Npgsql.EntityFrameworkCore.PostgreSQL", typeof(PostgreSqlEngine))]
    public void The_engine_is_found_by_the_provider_name(string provider, Type engine)
    {
        using var created = DatabaseEngines.Create(nameof(HostContext), provider);

        Assert.IsType(engine, created);
    }

    [Fact]
    public void An_unsupported_engine_is_named_in_the_error()
    {
        var refused = Assert.Throws<ConnectorStoreException>(
            () => DatabaseEngines.Create(nameof(HostContext), "Microsoft.EntityFrameworkCore.InMemory"));

        Assert.Equal(ConnectorStoreFailure.InvalidConfiguration, refused.Failure);
        Assert.Contains("Microsoft.EntityFrameworkCore.InMemory", refused.Message, StringComparison.Ordinal);
        Assert.Contains("SQLite and PostgreSQL", refused.Message, StringComparison.Ordinal);
        Assert.Contains("UseNpgsql", refused.Message, StringComparison.Ordinal);
        Assert.Contains("Versori.Connectors.EntityFrameworkCore.PostgreSql", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_package_is_named_in_the_error()
    {
        const string Package = "Versori.Connectors.EntityFrameworkCore.Sqlite";

        var refused = Assert.Throws<ConnectorStoreException>(
            () => DatabaseEngines.Create(nameof(HostContext), SqliteProvider, Package, engine: null));

        Assert.Equal(ConnectorStoreFailure.InvalidConfiguration, refused.Failure);
        Assert.Contains(Package, refused.Message, StringComparison.Ordinal);
        Assert.Contains(nameof(HostContext), refused.Message, StringComparison.Ordinal);
    }
}
