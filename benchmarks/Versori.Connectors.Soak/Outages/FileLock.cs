using Microsoft.Data.Sqlite;

namespace Versori.Connectors.Soak.Outages;

/// <summary>
/// Holds every lock of a SQLite file's write-ahead log index, so that no other process can read or write it. It runs in
/// a separate process, because the operating system assigns such locks to processes.
/// </summary>
internal static class FileLock
{
    // SQLite, WAL-mode file format §2.3: the eight lock bytes of the index.
    private const long FirstByte = 120;
    private const long Bytes = 8;

    public static async Task RunAsync(string file)
    {
        // Closing the last connection removes the index; this connection keeps it.
        await using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        await connection.OpenAsync();
        await using (var command = connection.CreateCommand())
        {
            command.CommandText = "SELECT COUNT(*) FROM sqlite_master";
            await command.ExecuteScalarAsync();
        }

        await using var index = new FileStream(file + "-shm", FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        if (OperatingSystem.IsMacOS())
            throw new PlatformNotSupportedException("macOS does not support locking ranges of files.");
        // A reader holds its lock for moments only, so the loop ends with the next free moment.
        while (true)
        {
            try
            {
                index.Lock(FirstByte, Bytes);
                break;
            }
            catch (IOException)
            {
                // Another process is reading.
                await Task.Yield();
            }
        }

        Console.WriteLine("ready");
        await Console.In.ReadLineAsync();
    }
}
