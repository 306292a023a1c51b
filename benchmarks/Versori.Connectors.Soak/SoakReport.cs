using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Versori.Connectors.Soak.Crashes;
using Versori.Connectors.Soak.Fleet;
using Versori.Connectors.Soak.Limits;
using Versori.Connectors.Soak.Outages;

namespace Versori.Connectors.Soak;

/// <summary>The results as Markdown.</summary>
internal static class SoakReport
{
    public static string Row(FleetResult run) => Line(
        run.Engine, run.Processes, run.Expiries, run.TokenRequests, run.NotOne, run.Refusals,
        run.IsFamilyAlive ? "yes" : "no",
        run.Calls, run.Lost.Count, run.Rejections,
        Milliseconds(At(run.Durations, 0.5)), Milliseconds(At(run.Durations, 0.99)), Milliseconds(At(run.Durations, 1)),
        Seconds(run.Took)) + Details(run.Lost);

    public static string Row(LimitResult run) => Line(
        run.Engine, run.Processes, run.Limit, run.Calls, run.Refused, run.Lost.Count,
        run.Used.ToString("P1", CultureInfo.InvariantCulture), run.Claims,
        (run.Calls / (double)run.Claims).ToString("F1", CultureInfo.InvariantCulture), Seconds(run.Took))
        + Details(run.Lost);

    public static string Row(CrashResult run) => Line(
        run.Engine, run.Kills, run.Opened, run.Refreshes, run.LostInWindow.Count, run.LostOtherwise,
        string.Join(" / ", new[] { 0.5, 0.99, 1 }.Select(share => Milliseconds(At(run.Windows, share)))),
        run.LostInWindow.Count == 0 ? "-" : string.Join(", ", run.LostInWindow.Select(Milliseconds)),
        run.Store.Connections, run.Store.Ended, run.Store.Versions, run.Store.Unreferenced, run.Store.Ownerless,
        run.Swept.Unreferenced + run.Swept.Ownerless,
        run.Store.Problems.Count + run.Swept.Problems.Count, run.Unexpected.Count,
        string.Join(", ", run.Responses.Select(response => $"{response.Key}: {response.Value}")), Seconds(run.Took))
        + Details([.. run.Store.Problems, .. run.Swept.Problems, .. run.Unexpected]);

    public static string Row(OutageResult run) => Line(
        run.Engine, run.Kind, Seconds(run.Outage), run.WarmCalls, run.WarmFailures.Count,
        Milliseconds(run.LongestWarm), Ends(run.Cold), Milliseconds(run.LongestCold),
        Ends(run.Rejected), Milliseconds(run.LongestRejected),
        Milliseconds(run.Recovery.TotalMilliseconds), run.Ended) + Details(run.WarmFailures);

    public static string Page(
        IEnumerable<FleetResult> fleets,
        IEnumerable<LimitResult> limits,
        IEnumerable<CrashResult> crashes,
        IEnumerable<OutageResult> outages,
        TimeSpan? limit)
    {
        var page = new StringBuilder();
        page.AppendLine("# Durability").AppendLine();
        var minutes = limit is { TotalMinutes: var most } ? $" {most}" : "";
        page.AppendLine(
            CultureInfo.InvariantCulture,
            $"    dotnet run -c Release --project benchmarks/Versori.Connectors.Soak -- run{minutes}").AppendLine();
        if (limit is not null)
        {
            page.AppendLine(
                CultureInfo.InvariantCulture,
                $"Runs of fleets and kills were limited to {limit.Value.TotalMinutes} minutes each.").AppendLine();
        }

        page.AppendLine(
            CultureInfo.InvariantCulture,
            $"{DateTime.UtcNow:yyyy-MM-dd}, {RuntimeInformation.FrameworkDescription}, " +
            $"{RuntimeInformation.OSDescription}, {Environment.ProcessorCount} cores shared with other work; "
                + $"PostgreSQL on the same machine with " +
            $"`fsync=off`, because only processes are killed, not machines.").AppendLine();
        Table(page, "One token refresh across a fleet",
            "One connection, whose authorization server (OpenIddict) rotates refresh tokens without leeway " +
            "and ends the grant on reuse. Its token is expired repeatedly, and every process then makes two " +
            "concurrent calls. Requirements: exactly one token request for each expiry; no request is " +
            "refused; no call is lost.",
            "| Engine | Processes | Expiries | Token requests | Expiries without exactly one request | " +
            "Refused | Grant alive | Calls | Lost | 401s received | Median call, ms | p99 | Longest | " +
            "Took, s |\n" +
            "|---|---:|---:|---:|---:|---:|---|---:|---:|---:|---:|---:|---:|---:|",
            fleets.Select(Row));
        Table(page, "A limit across processes",
            "Several processes share a connection with a limit, and each has more to send than the limit allows. The " +
            "system counts in a sliding window without leeway. Requirements: at most two refusals (429) in 5,000 " +
            "calls, at least 95 % of the limit is used, at most one claim at the store in ten calls.",
            "| Engine | Processes | Calls a second | Calls | Refused | Lost | Used | Claims | Calls per claim | " +
            "Took, s |\n" +
            "|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|",
            limits.Select(Row));
        Table(page, "Killed processes",
            "Three processes with two loops each connect, connect again, refresh, call, disconnect and edit " +
            "the connector on twelve names. One after the other is ended with SIGKILL at a random moment, and " +
            "another process opens the store. Requirements: no partial, inconsistent or duplicate records; a " +
            "token is lost only if the kill happened between the provider's response and the commit. The " +
            "window is the time from the response until the refresh was saved and reported. A negative offset " +
            "means that the response came after the kill. A kill can leave encrypted secrets behind that " +
            "nothing refers to. Those of a connection are removed when it is disconnected, and a sweep " +
            "(`IConnectionMaintenance.DeleteOrphanedSecretsAsync`), which runs at the end, removes all of them.",
            "| Engine | Kills | Opened again | Refreshes | Tokens lost in the window | " +
            "Lost otherwise | Window, ms: median / p99 / longest | Kill after the response, ms | " +
            "Connections | To be connected again | Versions | Secrets left behind | " +
            "of removed connections | after a sweep | Problems | Unexpected failures | " +
            "Typed failures | Took, s |\n" +
            "|---|---:|---:|---:|---:|---:|---|---|---:|---:|---:|---:|---:|---:|---:|---:|---|---:|",
            crashes.Select(Row));
        Table(page, "Database outages",
            "Eight warm connections are called continuously. Calls on four cold connections, and on two whose " +
            "tokens are rejected during the outage, are retried. Requirements: no warm call fails, the other " +
            "calls get a typed error within the time limits, and all connections recover automatically.",
            "| Engine | How | Seconds | Warm calls | Failed | Longest, ms | Cold calls | Longest, ms | " +
            "Calls with a rejected token | Longest, ms | Recovered after, ms | To be connected again |\n" +
            "|---|---|---:|---:|---:|---:|---|---:|---|---:|---:|---:|",
            outages.Select(Row));
        return page.ToString().TrimEnd() + Environment.NewLine;
    }

    private static void Table(StringBuilder page, string title, string about, string head, IEnumerable<string> rows) =>
        page.Append(CultureInfo.InvariantCulture, $"## {title}\n\n{about}\n\n{head}\n{string.Join('\n', rows)}\n\n");

    private static string Line(params object[] cells) =>
        $"| {string.Join(" | ", cells.Select(cell => Convert.ToString(cell, CultureInfo.InvariantCulture)))} |";

    private static string Details(IReadOnlyCollection<string> problems) =>
        string.Concat(problems.Take(10).Select(problem => $"\n\n{problem}"));

    private static string Ends(IReadOnlyDictionary<string, int> ends) =>
        string.Join(", ", ends.Select(end => $"{end.Key}: {end.Value}"));

    private static double At(IReadOnlyList<double> ordered, double share) =>
        ordered.Count == 0 ? 0 : ordered[Math.Min(ordered.Count - 1, (int)(ordered.Count * share))];

    private static string Milliseconds(double value) => value.ToString("F1", CultureInfo.InvariantCulture);

    private static string Seconds(TimeSpan value) => value.TotalSeconds.ToString("F0", CultureInfo.InvariantCulture);
}
