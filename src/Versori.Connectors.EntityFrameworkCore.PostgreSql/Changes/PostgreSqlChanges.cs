using System.Runtime.CompilerServices;
using Npgsql;
using Versori.Connectors.EntityFrameworkCore.Changes;

namespace Versori.Connectors.EntityFrameworkCore.PostgreSql.Changes;

/// <summary>
/// Listens to the changes of other processes (<c>LISTEN</c>), on a connection that is kept open for it.
/// </summary>
internal sealed class PostgreSqlChanges(PostgreSqlServer server, ChangeChannel channel) : IStoreChangeFeed
{
    // A server that vanished is noticed within the sum of the two.
    private static readonly TimeSpan CheckInterval = TimeSpan.FromSeconds(30);
    private const int CheckTimeoutSeconds = 15;

    public async IAsyncEnumerable<StoreChange> ListenAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var received = new Queue<StoreChange>();
        var connection = await PostgreSqlFailures
            .TranslateAsync(() => ListenAsync(received, cancellationToken)).ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
        {
            // Changes before this moment were missed.
            received.Enqueue(StoreChange.Everything);
            do
            {
                while (received.TryDequeue(out var change)) yield return change;
            }
            while (await WaitAsync(connection, cancellationToken).ConfigureAwait(false));
        }
    }

    private async Task<NpgsqlConnection> ListenAsync(Queue<StoreChange> received, CancellationToken cancellationToken)
    {
        var connection = await server.OpenAsync(cancellationToken).ConfigureAwait(false);
        // Raised while the connection is read, which only the stream above does.
        connection.Notification += (_, notice) =>
        {
            if (channel.Read(notice.Payload) is { } change) received.Enqueue(change);
        };
        try
        {
            await ExecuteAsync(connection, $"LISTEN {ChangeChannel.Name}", cancellationToken).ConfigureAwait(false);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    // Always true: a listener that cannot go on throws.
    private static Task<bool> WaitAsync(NpgsqlConnection connection, CancellationToken cancellationToken) =>
        PostgreSqlFailures.TranslateAsync(async () =>
        {
            if (!await connection.WaitAsync(CheckInterval, cancellationToken).ConfigureAwait(false))
            {
                await ExecuteAsync(connection, "SELECT 1", cancellationToken).ConfigureAwait(false);
            }

            return true;
        });

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        var command = new NpgsqlCommand(sql, connection) { CommandTimeout = CheckTimeoutSeconds };
        await using (command.ConfigureAwait(false))
        {
            await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        }
    }
}
