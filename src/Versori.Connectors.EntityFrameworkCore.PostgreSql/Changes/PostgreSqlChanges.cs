using System.Runtime.CompilerServices;
using Npgsql;
using Versori.Connectors.EntityFrameworkCore.Database;

namespace Versori.Connectors.EntityFrameworkCore.Changes;

/// <summary>
/// Hears on PostgreSQL (<c>LISTEN</c>) what other processes change, on a connection to the server that is kept for it. SQLite
/// tells nothing.
/// </summary>
internal sealed class DatabaseChanges(StoreAccess access, ChangeChannel channel, IServiceProvider services) : IStoreChanges
{
    // A server that went without a word is noticed within the two together.
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(30);
    private const int AnswerSeconds = 15;

    public async IAsyncEnumerable<StoreChange> ListenAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var route = await access.ReadAsync((db, _) => Task.FromResult(PostgresRoute.Of(db, services)), cancellationToken).ConfigureAwait(false);
        if (route is null) yield break;
        var heard = new Queue<StoreChange>();
        var connection = await TranslatedAsync(() => ListenAsync(route, heard, cancellationToken)).ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
        {
            yield return StoreChange.Everything;
            while (true)
            {
                while (heard.TryDequeue(out var change)) yield return change;
                await TranslatedAsync(() => WaitAsync(connection, cancellationToken)).ConfigureAwait(false);
            }
        }
    }

    private async Task<NpgsqlConnection> ListenAsync(PostgresRoute route, Queue<StoreChange> heard, CancellationToken cancellationToken)
    {
        var connection = await route.OpenAsync(cancellationToken).ConfigureAwait(false);
        // Raised while this connection is read from, which only the stream above does.
        connection.Notification += (_, notice) =>
        {
            if (channel.Read(notice.Payload) is { } change) heard.Enqueue(change);
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

    private static async Task<bool> WaitAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        if (await connection.WaitAsync(Silence, cancellationToken).ConfigureAwait(false)) return true;
        await ExecuteAsync(connection, "SELECT 1", cancellationToken).ConfigureAwait(false);
        return false;
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        var command = new NpgsqlCommand(sql, connection) { CommandTimeout = AnswerSeconds };
        await using (command.ConfigureAwait(false)) await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }

    private static async Task<T> TranslatedAsync<T>(Func<Task<T>> work)
    {
        try
        {
            return await work().ConfigureAwait(false);
        }
        catch (Exception exception) when (StoreFailures.Translate(exception) is not null)
        {
            throw StoreFailures.Translate(exception)!;
        }
    }
}
