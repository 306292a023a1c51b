using Versori.Connectors.Soak.Crashes;
using Versori.Connectors.Soak.Databases;
using Versori.Connectors.Soak.Fleet;
using Versori.Connectors.Soak.Limits;
using Versori.Connectors.Soak.Outages;

namespace Versori.Connectors.Soak;

/// <summary>Runs the parts one after the other, each with an optional time limit, and collects their results.</summary>
internal sealed class SoakPlan(PostgresProgram? server, string folder, TimeSpan? limit)
{
    private const int PostgresProcesses = 8;
    private const int SqliteProcesses = 4;
    private const int CallsPerProcess = 2;
    private const int LimitedProcesses = 8;
    private const int CallsPerSecond = 100;

    private readonly List<FleetResult> _fleets = [];
    private readonly List<LimitResult> _limits = [];
    private readonly List<CrashResult> _crashes = [];
    private readonly List<OutageResult> _outages = [];
    private int _databases;

    public bool Holds =>
        _fleets.TrueForAll(run => run.Holds)
            && _limits.TrueForAll(run => run.Holds)
            && _crashes.TrueForAll(run => run.Holds)
            && _outages.TrueForAll(run => run.Holds);

    public async Task FleetsAsync(int expiries)
    {
        if (server is not null)
            Add(
                _fleets,
                await FleetRun.RunAsync(Postgres(), PostgresProcesses, expiries, CallsPerProcess, limit),
                SoakReport.Row);
        Add(
            _fleets,
            await FleetRun.RunAsync(Sqlite(), SqliteProcesses, expiries, CallsPerProcess, limit),
            SoakReport.Row);
    }

    public async Task LimitsAsync(int calls)
    {
        if (server is not null)
        {
            Add(
                _limits,
                await LimitRun.RunAsync(Postgres(), LimitedProcesses, CallsPerSecond, calls),
                SoakReport.Row);
        }

        Add(_limits, await LimitRun.RunAsync(Sqlite(), LimitedProcesses, CallsPerSecond, calls), SoakReport.Row);
    }

    public async Task CrashesAsync(int kills)
    {
        if (server is not null) Add(_crashes, await CrashRun.RunAsync(Postgres(), kills, limit), SoakReport.Row);
        Add(_crashes, await CrashRun.RunAsync(Sqlite(), kills, limit), SoakReport.Row);
    }

    public async Task OutagesAsync(TimeSpan outage)
    {
        if (server is not null)
        {
            Add(_outages, await Outages.Outages.FrozenAsync(Postgres(), server, outage, Brief), SoakReport.Row);
            Add(_outages, await Outages.Outages.StoppedAsync(Postgres(), server, outage, Brief), SoakReport.Row);
        }

        Add(_outages, await Outages.Outages.LockedAsync(Sqlite(), outage, Brief), SoakReport.Row);
    }

    public async Task WriteAsync()
    {
        var file = Path.Combine("benchmarks", "results", "Durability.md");
        await File.WriteAllTextAsync(file, SoakReport.Page(_fleets, _limits, _crashes, _outages, limit));
        Console.WriteLine(file);
    }

    // Records that were read before the outage are stale long before its end.
    private static void Brief(VersoriConnectorsOptions options) => options.CacheDuration = TimeSpan.FromSeconds(10);

    private static void Add<T>(List<T> results, T result, Func<T, string> row)
    {
        results.Add(result);
        Console.WriteLine(row(result));
    }

    private SharedDatabase Postgres()
    {
        var name = $"soak_{++_databases}";
        server!.CreateDatabase(name);
        return new(
            SharedDatabase.Postgres,
            $"{server.ConnectionString};Database={name};Maximum Pool Size=40",
            Path.Combine(folder, $"{name}.keys"));
    }

    private SharedDatabase Sqlite()
    {
        var name = $"soak_{++_databases}";
        return new(SharedDatabase.Sqlite, Path.Combine(folder, $"{name}.db"), Path.Combine(folder, $"{name}.keys"));
    }
}
