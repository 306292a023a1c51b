using Microsoft.Extensions.DependencyInjection;
using Versori.Connectors.Tests.TwinWorlds;

namespace Versori.Connectors.EntityFrameworkCore.Tests.Databases;

/// <summary>The stores of one world in a SQLite file.</summary>
public sealed class SqliteTwinStores : TwinStores
{
    private readonly SqliteDatabase _database = new();

    public override void Use(VersoriConnectorsBuilder builder) => _database.Use(builder);

    public override Task<TwinStores> CopyAsync()
    {
        // Closing the last connection writes the log back to the file.
        _database.Close();
        var copy = new SqliteTwinStores();
        File.Copy(_database.File, copy._database.File);
        Directory.CreateDirectory(copy._database.KeyDirectory);
        foreach (var key in Directory.GetFiles(_database.KeyDirectory))
        {
            File.Copy(key, Path.Combine(copy._database.KeyDirectory, Path.GetFileName(key)));
        }

        return Task.FromResult<TwinStores>(copy);
    }

    public override async ValueTask DisposeAsync()
    {
        await _database.DisposeAsync();
        await base.DisposeAsync();
    }
}
