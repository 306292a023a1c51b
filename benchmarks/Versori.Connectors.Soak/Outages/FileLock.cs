using Microsoft.Data.Sqlite;

namespace Versori.Connectors.Soak.Outages;

/// <summary>
/// Holds every lock of a SQLite file's write-ahead log index, so that no other process reads or writes it. In a process of its
/// own, because the operating system keeps such locks apart by process.
/// </summary>
internal static class FileLock
{
    // SQLite, WAL-mode file format §2.3: the eight lock bytes of the index.
    private const long FirstByte = 120;
    private const long Bytes = 8;

    public static async Task RunAsync(string file)
    {
        // Whoever closes the last connection removes the index; this one keeps it there.
        await using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        await connection.OpenAsync();
        await using (var command = connection.CreateCommand())
        {
            command.CommandText = "SELECT COUNT(*) FROM sqlite_master";
            await command.ExecuteScalarAsync();
        }

        await using var index = new FileStream(file + "-shm", FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        if (OperatingSystem.IsMacOS()) throw new PlatformNotSupportedException("Ranges of files cannot be locked.");
        while (true)
        {
            try
            {
                index.Lock(FirstByte, Bytes);
                break;
            }
            catch (IOException)
            {
                // Somebody is just reading.
                await Task.Yield();
            }
        }

        Console.WriteLine("ready");
        await Console.In.ReadLineAsync();
    }
}
