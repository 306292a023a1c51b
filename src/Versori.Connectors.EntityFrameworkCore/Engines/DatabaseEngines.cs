using Microsoft.EntityFrameworkCore;

namespace Versori.Connectors.EntityFrameworkCore.Engines;

/// <summary>Finds the engine of a host's context by the name of its Entity Framework provider.</summary>
/// <remarks>
/// A host with a context of its own calls nothing in the engine's package, so the package is loaded by name.
/// </remarks>
internal static class DatabaseEngines
{
    private const string SqliteProvider = "Microsoft.EntityFrameworkCore.Sqlite";
    private const string PostgreSqlProvider = "Npgsql.EntityFrameworkCore.PostgreSQL";

    private const string SqlitePackage = "Versori.Connectors.EntityFrameworkCore.Sqlite";
    private const string PostgreSqlPackage = "Versori.Connectors.EntityFrameworkCore.PostgreSql";

    /// <summary>Creates the engine for a context.</summary>
    /// <exception cref="ConnectorStoreException">The engine is not supported, or its package is missing.</exception>
    public static IDatabaseEngine Create(DbContext db)
    {
        var context = db.GetType().Name;
        try
        {
            return Create(context, db.Database.ProviderName);
        }
        catch (InvalidOperationException exception) when (exception is not ObjectDisposedException)
        {
            // Entity Framework's words for a context without a provider, or with two.
            throw new ConnectorStoreException(
                ConnectorStoreFailure.InvalidConfiguration,
                $"{context} cannot be used: {exception.Message} The stores need UseSqlite or UseNpgsql where the "
                + "context is registered.",
                exception);
        }
    }

    /// <summary>Creates the engine for a provider.</summary>
    /// <param name="context">The context's name, for messages.</param>
    /// <param name="provider">The name of the Entity Framework provider.</param>
    /// <exception cref="ConnectorStoreException">The engine is not supported, or its package is missing.</exception>
    public static IDatabaseEngine Create(string context, string? provider) => provider switch
    {
        SqliteProvider => Create(
            context,
            provider,
            SqlitePackage,
            Type.GetType($"{SqlitePackage}.SqliteEngine, {SqlitePackage}")),
        PostgreSqlProvider => Create(
            context,
            provider,
            PostgreSqlPackage,
            Type.GetType($"{PostgreSqlPackage}.PostgreSqlEngine, {PostgreSqlPackage}")),
        _ => throw Misconfigured(
            $"{context} uses {provider}; the stores work with SQLite and PostgreSQL. Configure it with UseSqlite "
            + $"({SqliteProvider}) and the package {SqlitePackage}, or with UseNpgsql ({PostgreSqlProvider}) and the "
            + $"package {PostgreSqlPackage}."),
    };

    /// <summary>Creates the engine of a package.</summary>
    /// <param name="context">The context's name, for messages.</param>
    /// <param name="provider">The name of the Entity Framework provider.</param>
    /// <param name="package">The package of the engine.</param>
    /// <param name="engine">The engine; <see langword="null"/> if the package is missing.</param>
    internal static IDatabaseEngine Create(
        string context, string provider, string package, Type? engine) => engine is null
        ? throw Misconfigured($"{context} uses {provider}. Add a reference to the package {package}.")
        : (IDatabaseEngine)Activator.CreateInstance(engine)!;

    private static ConnectorStoreException Misconfigured(string message) =>
        new(ConnectorStoreFailure.InvalidConfiguration, message);
}
