using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using Versori.Connectors.Benchmarks.Contenders;

namespace Versori.Connectors.Benchmarks.HotPath;

/// <summary>
/// The comparison of a contender with the hand-written handler under the same parameters. BenchmarkDotNet's own ratio
/// compares methods; here contenders are values of a parameter, so that there is only one list.
/// </summary>
internal sealed class ContenderColumn(
    string name, string legend, Func<BenchmarkReport, double?> measure, Func<double, double, string> compare)
    : IColumn
{
    public static readonly IColumn Ratio = new ContenderColumn(
        "Ratio", "Median / median of the hand-written handler", report => report.ResultStatistics?.Median,
        static (mine, baseline) => $"{mine / baseline:0.00}");

    public static readonly IColumn ExtraBytes = new ContenderColumn(
        "Extra bytes", "Allocated bytes beyond the hand-written handler",
        report => report.GcStats.GetBytesAllocatedPerOperation(report.BenchmarkCase),
        static (mine, baseline) => $"{mine - baseline:+0;-0;0}");

    public string Id => name;

    public string ColumnName => name;

    public bool AlwaysShow => true;

    public ColumnCategory Category => ColumnCategory.Custom;

    public int PriorityInCategory => 0;

    public bool IsNumeric => true;

    public UnitType UnitType => UnitType.Dimensionless;

    public string Legend => legend;

    public string GetValue(Summary summary, BenchmarkCase benchmarkCase)
    {
        var baseline = summary.BenchmarksCases.FirstOrDefault(
            other => Others(other) == Others(benchmarkCase) && IsBaseline(other));
        return baseline is not null
            && Measured(summary, benchmarkCase) is { } mine
            && Measured(summary, baseline) is { } reference
            ? compare(mine, reference)
            : "?";
    }

    public string GetValue(Summary summary, BenchmarkCase benchmarkCase, SummaryStyle style) =>
        GetValue(summary, benchmarkCase);

    public bool IsDefault(Summary summary, BenchmarkCase benchmarkCase) => false;

    public bool IsAvailable(Summary summary) => true;

    private double? Measured(Summary summary, BenchmarkCase benchmarkCase) =>
        summary[benchmarkCase] is { Success: true } report ? measure(report) : null;

    private static bool IsBaseline(BenchmarkCase benchmarkCase) =>
        benchmarkCase.Parameters["Contender"] as string == ContenderRegistry.Baseline;

    /// <summary>The parameters other than the contender.</summary>
    internal static string Others(BenchmarkCase benchmarkCase) => string.Join(
        ';', benchmarkCase.Parameters.Items.Where(item => item.Name != "Contender")
            .Select(item => $"{item.Name}={item.Value}"));
}
