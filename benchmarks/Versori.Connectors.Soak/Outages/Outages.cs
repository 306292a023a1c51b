using Versori.Connectors.Soak.Databases;
using Versori.Connectors.Soak.Workers;

namespace Versori.Connectors.Soak.Outages;

/// <summary>The kinds of database outages.</summary>
internal static class Outages
{
    /// <summary>The server is stopped immediately, and started again later.</summary>
    public static Task<OutageResult> StoppedAsync(
        SharedDatabase database,
        PostgresProgram server,
        TimeSpan outage,
        Action<VersoriConnectorsOptions>? options = null) =>
        OutageRun.RunAsync(database, "stopped", () => Done(server.Stop), () => Done(server.Start), outage, options);

    /// <summary>The server does not respond (SIGSTOP); all connections to it stay open.</summary>
    public static Task<OutageResult> FrozenAsync(
        SharedDatabase database,
        PostgresProgram server,
        TimeSpan outage,
        Action<VersoriConnectorsOptions>? options = null) =>
        OutageRun.RunAsync(database, "frozen", () => Done(server.Freeze), () => Done(server.Continue), outage, options);

    /// <summary>Another process has locked the file against reading and writing.</summary>
    public static async Task<OutageResult> LockedAsync(
        SharedDatabase database, TimeSpan outage, Action<VersoriConnectorsOptions>? options = null)
    {
        WorkerProcess? holder = null;
        try
        {
            return await OutageRun.RunAsync(database, "locked", BeginAsync, EndAsync, outage, options);
        }
        finally
        {
            if (holder is not null) await holder.DisposeAsync();
        }

        async Task BeginAsync()
        {
            holder = WorkerProcess.Start("lock", database.Address);
            await holder.HearAsync();
        }

        async Task EndAsync() => await holder!.KillAsync();
    }

    private static Task Done(Action action)
    {
        action();
        return Task.CompletedTask;
    }
}
