using System.Globalization;
using Versori.Connectors;
using Versori.Connectors.Soak;
using Versori.Connectors.Soak.Crashes;
using Versori.Connectors.Soak.Databases;
using Versori.Connectors.Soak.Fleet;
using Versori.Connectors.Soak.Limits;
using Versori.Connectors.Soak.Outages;

// The commands of a run's other processes.
switch (args)
{
    case ["fleet", var engine, var address, var keys, var connection, var calls]:
        await FleetWorker.RunAsync(
            new(engine, address, keys), ConnectionId.Parse(connection), int.Parse(calls, CultureInfo.InvariantCulture));
        return 0;
    case ["crash", var engine, var address, var keys, var system, var loops]:
        await CrashWorker.RunAsync(
            new(engine, address, keys), new Uri(system), int.Parse(loops, CultureInfo.InvariantCulture));
        return 0;
    case ["limit", var engine, var address, var keys, var connection, var calls]:
        await LimitWorker.RunAsync(
            new(engine, address, keys), ConnectionId.Parse(connection), int.Parse(calls, CultureInfo.InvariantCulture));
        return 0;
    case ["lock", var file]:
        await FileLock.RunAsync(file);
        return 0;
}

if (args is not [var what, .. var settings] || what is not ("run" or "fleet" or "limits" or "crashes" or "outages"))
{
    Console.Error.WriteLine(
        "run [minutes] | fleet [expiries [minutes]] | limits [calls] | " +
        "crashes [kills [minutes]] | outages [seconds]; " +
        "'run' runs all parts at full size, each for at most the given minutes, " +
        "and writes benchmarks/results/Durability.md");
    return 2;
}

int? number = what is not "run" && settings is [var given, ..] ? int.Parse(given, CultureInfo.InvariantCulture) : null;
var most = what is "run" ? settings.FirstOrDefault() : settings.ElementAtOrDefault(1);
TimeSpan? limit = most is null ? null : TimeSpan.FromMinutes(double.Parse(most, CultureInfo.InvariantCulture));
using var server = PostgresProgram.TryStart();
if (server is null)
{
    Console.Error.WriteLine("PostgreSQL is not installed (Debian: apt-get install postgresql): its runs are skipped.");
}

var folder = Directory.CreateTempSubdirectory("versori-soak-").FullName;
try
{
    var plan = new SoakPlan(server, folder, limit);
    if (what is "run" or "fleet") await plan.FleetsAsync(number ?? 5000);
    if (what is "run" or "limits") await plan.LimitsAsync(number ?? 5000);
    if (what is "run" or "crashes") await plan.CrashesAsync(number ?? 300);
    if (what is "run" or "outages") await plan.OutagesAsync(TimeSpan.FromSeconds(number ?? 30));
    if (what is "run") await plan.WriteAsync();
    return plan.Holds ? 0 : 1;
}
finally
{
    Directory.Delete(folder, recursive: true);
}
