using System.Globalization;
using System.Text;

namespace Versori.Connectors.Invocation;

/// <summary>Writes a report as text.</summary>
internal static class ReportTable
{
    private const int MaximumDrift = 10;

    public static string Write(EndpointTestReport report)
    {
        string[][] rows =
        [
            ["outcome", "status", "ms", "endpoint", "note"],
            .. report.Results.Select(Row),
        ];
        var widths = Enumerable.Range(0, 4).Select(column => rows.Max(row => row[column].Length)).ToArray();
        var table = new StringBuilder();
        for (var i = 0; i < rows.Length; i++)
        {
            for (var column = 0; column < 4; column++) table.Append(rows[i][column].PadRight(widths[column] + 2));
            table.AppendLine(rows[i][4]);
            if (i == 0) continue;
            var drift = report.Results[i - 1].Drift;
            foreach (var difference in drift.Take(MaximumDrift)) table.Append("    ").AppendLine(Line(difference));
            if (drift.Count > MaximumDrift)
                table.AppendLine(CultureInfo.InvariantCulture, $"    and {drift.Count - MaximumDrift} more");
        }

        return table.Append(Summary(report)).AppendLine().ToString();
    }

    public static string Summary(EndpointTestReport report)
    {
        var counts = report.Results
            .GroupBy(result => result.Outcome)
            .OrderBy(group => group.Key)
            .Select(group => string.Create(CultureInfo.InvariantCulture, $"{group.Count()} {Words(group.Key)}"));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{report.ConnectorId} version {report.ConnectorVersion}: {report.Results.Count} endpoints, "
                + $"{string.Join(", ", counts)}");
    }

    private static string[] Row(EndpointTestResult result) =>
    [
        Words(result.Outcome),
        result.StatusCode?.ToString(CultureInfo.InvariantCulture) ?? "",
        result.Request is null ? "" : result.Duration.TotalMilliseconds.ToString("0", CultureInfo.InvariantCulture),
        $"{result.Method} {result.Path}",
        Note(result),
    ];

    private static string Note(EndpointTestResult result)
    {
        var sources = result.Sources.Select(source => $"{source.Key} from {source.Value}");
        string?[] notes =
        [
            result.Message is { } message ? SingleLine(message) : null,
            result.MissingScopes.Count > 0 ? $"missing scopes: {string.Join(", ", result.MissingScopes)}" : null,
            .. sources,
        ];
        return string.Join("; ", notes.Where(note => note is not null));
    }

    private static string Line(ResponseDrift drift) => drift.Count == 1
        ? drift.ToString()
        : string.Create(CultureInfo.InvariantCulture, $"{drift} ({drift.Count} times)");

    private static string SingleLine(string text) => text.ReplaceLineEndings(" ");

    private static string Words(EndpointTestOutcome outcome) => outcome switch
    {
        EndpointTestOutcome.LacksAccess => "lacks access",
        _ => outcome.ToString().ToLowerInvariant(),
    };
}
