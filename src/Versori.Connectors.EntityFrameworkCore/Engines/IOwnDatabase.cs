namespace Versori.Connectors.EntityFrameworkCore.Engines;

/// <summary>A database that the library migrates itself, in a context of its own.</summary>
internal interface IOwnDatabase
{
    /// <summary>Creates the engine of one host.</summary>
    IDatabaseEngine CreateEngine();

    /// <summary>Creates what must exist before a connection can be opened.</summary>
    void Create();

    /// <summary>Waits until no other process applies migrations.</summary>
    /// <returns>The lock. The operating system or the server releases it when this process dies.</returns>
    ValueTask<IAsyncDisposable> LockMigrationsAsync(CancellationToken cancellationToken);
}
