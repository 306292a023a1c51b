using System.Collections.Immutable;
using BenchmarkDotNet.Order;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using Versori.Connectors.Benchmarks.Contenders;

namespace Versori.Connectors.Benchmarks.HotPath;

/// <summary>Lists contenders in the order of the registry, not alphabetically.</summary>
internal sealed class ContenderOrderer() : DefaultOrderer(SummaryOrderPolicy.Declared)
{
    private static readonly ImmutableArray<string> Order = [.. ContenderRegistry.AllNames];

    public override IEnumerable<BenchmarkCase> GetSummaryOrder(
        ImmutableArray<BenchmarkCase> benchmarksCases, Summary summary) =>
        base.GetSummaryOrder(benchmarksCases, summary)
            .GroupBy(ContenderColumn.Others)
            .SelectMany(alike => alike.OrderBy(one => Order.IndexOf((string)one.Parameters["Contender"])));
}
