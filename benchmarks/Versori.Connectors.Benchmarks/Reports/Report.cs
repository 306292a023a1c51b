using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Environments;
using BenchmarkDotNet.Exporters;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using Perfolizer.Horology;
using Versori.Connectors.Benchmarks.Callers;
using Versori.Connectors.Benchmarks.HotPath;
using Versori.Connectors.Benchmarks.Import;
using Versori.Connectors.Benchmarks.Signing;

namespace Versori.Connectors.Benchmarks.Reports;

/// <summary>Runs everything with short settings and writes the results.</summary>
internal static class Report
{
    public const string Command = "dotnet run -c Release --project benchmarks/Versori.Connectors.Benchmarks --";

    /// <summary>
    /// A few short iterations: accurate to a few percent on an idle machine, which is enough for ratios. Medians,
    /// because one disturbed iteration in five would distort a mean.
    /// </summary>
    public static IConfig Config { get; } = ManualConfig.CreateMinimumViable()
        .AddJob(Job.Default.WithLaunchCount(1).WithWarmupCount(10).WithIterationCount(5)
            .WithIterationTime(TimeInterval.FromMilliseconds(200)))
        .AddColumn(StatisticColumn.Median, ContenderColumn.Ratio, ContenderColumn.ExtraBytes)
        .WithOrderer(new ContenderOrderer())
        .WithSummaryStyle(SummaryStyle.Default.WithMaxParameterColumnWidth(50))
        .HideColumns(Column.Method, Column.Error, Column.Mean)
        .WithArtifactsPath(Path.Combine(Path.GetTempPath(), "Versori.Connectors.Benchmarks"))
        .WithBuildTimeout(TimeSpan.FromMinutes(5));

    private static IConfig ImportConfig { get; } = ManualConfig.CreateMinimumViable()
        .AddJob(Job.Default.WithLaunchCount(1).WithWarmupCount(3).WithIterationCount(10))
        .WithSummaryStyle(SummaryStyle.Default.WithMaxParameterColumnWidth(50))
        .HideColumns(Column.Error)
        .WithArtifactsPath(Path.Combine(Path.GetTempPath(), "Versori.Connectors.Benchmarks"))
        .WithBuildTimeout(TimeSpan.FromMinutes(5));

    public static async Task<int> RunAsync(IEnumerable<string> subjects)
    {
        var wanted = subjects.ToList();
        var failed = false;

        Type[] suite =
        [
            typeof(AuthenticatedCallBenchmarks), typeof(WireBenchmarks), typeof(UncachedBenchmarks),
            typeof(ImportBenchmarks), typeof(SigningBenchmarks),
        ];

        foreach (var type in suite.Where(type => Wants(type.Name)))
        {
            var summary = BenchmarkRunner.Run(
                type, type == typeof(ImportBenchmarks) || type == typeof(SigningBenchmarks) ? ImportConfig : Config);
            var page = new AccumulationLogger();
            MarkdownExporter.GitHub.ExportToLog(summary, page);
            failed |= summary.HasCriticalValidationErrors || summary.Reports.Any(report => !report.Success);
            ResultsFolder.Write(
                type.Name,
                $"{Command} report {type.Name}",
                page.GetLog().Replace("**", "", StringComparison.Ordinal).Trim());
        }

        if (Wants(nameof(ExpiredToken)))
        {
            await CallersAsync();
        }

        return failed ? 1 : 0;

        bool Wants(string subject) => wanted.Count == 0 || wanted.Contains(subject);
    }

    /// <summary>Runs only the scenario of many callers.</summary>
    public static async Task CallersAsync()
    {
        var table = ExpiredToken.ToMarkdown(await ExpiredToken.RunAsync());
        var rejected = ExpiredToken.ToMarkdown(await ExpiredToken.RunRejectedAsync());
        Console.WriteLine(table);
        Console.WriteLine(rejected);

        var machine = string.Join('\n', HostEnvironmentInfo.GetCurrent().ToFormattedString());
        ResultsFolder.Write(nameof(ExpiredToken), $"{Command} callers", $"""
            {ExpiredToken.Callers:N0} concurrent callers of one connection whose token has expired. The token endpoint
            takes
            {ExpiredToken.Latency.TotalMilliseconds:0} ms. Median of {ExpiredToken.Rounds} rounds.

            ```
            {machine}
            ```

            {table}

            The same with a token that the external system rejects with 401. The other contenders do not handle a 401:
            their
            callers receive it until the token expires.

            {rejected}
            """);
    }
}
