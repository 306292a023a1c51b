using Versori.Connectors.EntityFrameworkCore.Database;

namespace Versori.Connectors.EntityFrameworkCore.PostgreSql;

/// <summary>Translates exceptions of connections beside the contexts.</summary>
internal static class PostgreSqlFailures
{
    private static readonly PostgreSqlErrors Errors = new();

    /// <inheritdoc cref="StoreFailures.Translate" />
    public static ConnectorStoreException? Translate(Exception exception) => StoreFailures.Translate(exception, Errors);

    /// <summary>Runs work, and translates its exceptions.</summary>
    public static async Task<T> TranslateAsync<T>(Func<Task<T>> work)
    {
        try
        {
            return await work().ConfigureAwait(false);
        }
        catch (Exception exception) when (Translate(exception) is not null)
        {
            throw Translate(exception)!;
        }
    }
}
