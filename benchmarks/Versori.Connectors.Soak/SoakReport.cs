using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Versori.Connectors.Soak.Crashes;
using Versori.Connectors.Soak.Fleet;
using Versori.Connectors.Soak.Outages;

namespace Versori.Connectors.Soak;

/// <summary>The results as Markdown.</summary>
internal static class SoakReport
{
    public static string Row(FleetResult run) => Line(
        run.Engine, run.Processes, run.Expiries, run.TokenRequests, run.NotOne, run.Refusals, run.IsFamilyAlive ? "yes" : "no", run.Calls, run.Lost.Count,
        run.Rejections, Milliseconds(At(run.Durations, 0.5)), Milliseconds(At(run.Durations, 0.99)), Milliseconds(At(run.Durations, 1)), Seconds(run.Took)) + Details(run.Lost);

    public static string Row(CrashResult run) => Line(
        run.Engine, run.Kills, run.Opened, run.Renewals, run.LostInWindow.Count, run.LostOtherwise,
        $"{Milliseconds(At(run.Windows, 0.5))} / {Milliseconds(At(run.Windows, 0.99))} / {Milliseconds(At(run.Windows, 1))}",
        run.LostInWindow.Count == 0 ? "-" : string.Join(", ", run.LostInWindow.Select(Milliseconds)),
        run.Store.Connections, run.Store.Ended, run.Store.Versions, run.Store.Unreferenced, run.Store.Ownerless, run.Swept.Unreferenced + run.Swept.Ownerless,
        run.Store.Problems.Count + run.Swept.Problems.Count, run.Unexpected.Count,
        string.Join(", ", run.Answers.Select(answer => $"{answer.Key}: {answer.Value}")), Seconds(run.Took)) + Details([.. run.Store.Problems, .. run.Swept.Problems, .. run.Unexpected]);

    public static string Row(OutageResult run) => Line(
        run.Engine, run.Kind, Seconds(run.Outage), run.WarmCalls, run.WarmFailures.Count, Milliseconds(run.LongestWarm), Ends(run.Cold), Milliseconds(run.LongestCold),
        Ends(run.Rejected), Milliseconds(run.LongestRejected), Milliseconds(run.Recovery.TotalMilliseconds), run.Ended) + Details(run.WarmFailures);

    public static string Page(IEnumerable<FleetResult> fleets, IEnumerable<CrashResult> crashes, IEnumerable<OutageResult> outages, TimeSpan? limit)
    {
        var page = new StringBuilder();
        page.AppendLine("# Connections that last").AppendLine();
        page.AppendLine(CultureInfo.InvariantCulture, $"    dotnet run -c Release --project benchmarks/Versori.Connectors.Soak -- run{(limit is { TotalMinutes: var most } ? $" {most}" : "")}").AppendLine();
        if (limit is not null) page.AppendLine(CultureInfo.InvariantCulture, $"Runs of fleets and kills were ended after {limit.Value.TotalMinutes} minutes each, if they were not over by then.").AppendLine();
        page.AppendLine(CultureInfo.InvariantCulture, $"{DateTime.UtcNow:yyyy-MM-dd}, {RuntimeInformation.FrameworkDescription}, {RuntimeInformation.OSDescription}, {Environment.ProcessorCount} cores shared with other work; PostgreSQL on the same machine with `fsync=off`, since processes are killed here and no machine is.").AppendLine();
        Table(page, "One renewal across a fleet",
            "One connection, whose authorization server (OpenIddict) rotates refresh tokens without leeway and ends the grant on reuse. Again and again its token is declared expired and every process calls twice at once. To hold: as many token requests as expiries, one for each; none refused; no call lost.",
            "| Engine | Processes | Expiries | Token requests | Expiries with another number than one | Refused | Grant alive | Calls | Lost | 401s met | Median call, ms | p99 | Longest | Took, s |\n|---|---:|---:|---:|---:|---:|---|---:|---:|---:|---:|---:|---:|---:|",
            fleets.Select(Row));
        Table(page, "Processes that are killed",
            "Three processes with two loops each connect, connect again, renew, call, disconnect and edit the connector on twelve names; one after the other is ended with SIGKILL at a random moment and another one opens the store. To hold: nothing half-made, torn or doubled; a token is lost only where the kill fell between the provider's answer and the commit. The window is the time from the answer until the renewal was saved and reported; an offset below zero means that the answer came after the kill. Secrets that nothing refers to any more, encrypted, may be left behind by a kill; those of a connection go when it is disconnected, and all go with a sweep (`IConnectionMaintenance.SweepSecretsAsync`), which runs at the end.",
            "| Engine | Kills | Opened again | Renewals | Tokens lost in the window | Lost otherwise | Window, ms: median / p99 / longest | Kill after the answer, ms | Connections | To be connected again | Versions | Secrets left behind | of connections that are gone | after a sweep | Problems | Unexpected failures | Typed answers | Took, s |\n|---|---:|---:|---:|---:|---:|---|---|---:|---:|---:|---:|---:|---:|---:|---:|---|---:|",
            crashes.Select(Row));
        Table(page, "Databases that go away",
            "Eight warm connections are called all the time, four cold ones and two whose tokens are rejected meanwhile keep trying. To hold: no warm call fails, the others get a typed error in bounded time, and all recover by themselves.",
            "| Engine | How | Seconds | Warm calls | Failed | Longest, ms | Cold calls | Longest, ms | Calls with a rejected token | Longest, ms | Recovered after, ms | To be connected again |\n|---|---|---:|---:|---:|---:|---|---:|---|---:|---:|---:|",
            outages.Select(Row));
        return page.ToString().TrimEnd() + Environment.NewLine;
    }

    private static void Table(StringBuilder page, string title, string about, string head, IEnumerable<string> rows) =>
        page.Append(CultureInfo.InvariantCulture, $"## {title}\n\n{about}\n\n{head}\n{string.Join('\n', rows)}\n\n");

    private static string Line(params object[] cells) => $"| {string.Join(" | ", cells.Select(cell => Convert.ToString(cell, CultureInfo.InvariantCulture)))} |";

    private static string Details(IReadOnlyCollection<string> problems) => string.Concat(problems.Take(10).Select(problem => $"\n\n{problem}"));

    private static string Ends(IReadOnlyDictionary<string, int> ends) => string.Join(", ", ends.Select(end => $"{end.Key}: {end.Value}"));

    private static double At(IReadOnlyList<double> ordered, double share) => ordered.Count == 0 ? 0 : ordered[Math.Min(ordered.Count - 1, (int)(ordered.Count * share))];

    private static string Milliseconds(double value) => value.ToString("F1", CultureInfo.InvariantCulture);

    private static string Seconds(TimeSpan value) => value.TotalSeconds.ToString("F0", CultureInfo.InvariantCulture);
}
