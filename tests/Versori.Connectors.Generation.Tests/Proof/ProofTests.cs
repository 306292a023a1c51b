using System.Globalization;

namespace Versori.Connectors.Generation.Tests.Proof;

/// <summary>What plans hold can be executed, as docs/planning-quality.md states.</summary>
public sealed class ProofTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Planned_endpoints_can_be_executed_one_after_the_other()
    {
        await using var world = await ProofWorld.StartAsync();
        var results = new List<ProofResult>();
        var unchained = new List<string>();
        var refusals = new List<string>();
        foreach (var task in world.Tasks)
        {
            var run = new ProofRun(world, task);
            results.Add(await run.RunAsync());
            unchained.AddRange(run.Unchained);
            refusals.AddRange(run.Refusals);
        }

        Report(results);
        foreach (var line in refusals.Distinct(StringComparer.Ordinal)) output.WriteLine($"refused {line}");
        foreach (var line in unchained.Distinct(StringComparer.Ordinal)) output.WriteLine($"unchained {line}");
        var asChosen = results.Count(result => result.Level == ProofLevel.AsChosen);
        var proven = results.Count(result => result.Level != ProofLevel.NotProven);
        Assert.True(results.Count >= 100, $"{results.Count} requirements");
        Assert.True(proven >= 0.88 * results.Count, $"{proven} of {results.Count} with suggestions");
        Assert.True(asChosen >= 0.18 * results.Count, $"{asChosen} of {results.Count} as chosen");
        Assert.Empty(refusals);
        Assert.DoesNotContain(results, result => result.Kind is not (null or "not found" or "no id"));
    }

    private void Report(List<ProofResult> results)
    {
        var sets = results.GroupBy(result => result.Id[..result.Id.LastIndexOf('-')]);
        foreach (var set in sets) Write(set.Key, [.. set]);
        Write("all", results);
        foreach (var kind in results.Where(result => result.Kind is not null)
            .GroupBy(result => (result.Kind, result.Level))
            .OrderByDescending(kind => kind.Count()))
        {
            output.WriteLine($"{kind.Count()} {kind.Key}");
            foreach (var result in kind) output.WriteLine($"    {result.Id} {result.Detail}");
        }
    }

    private void Write(string set, List<ProofResult> results)
    {
        var asChosen = results.Count(result => result.Level == ProofLevel.AsChosen);
        var proven = results.Count(result => result.Level != ProofLevel.NotProven);
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{set,-16}{results.Count,5}{asChosen,5}{proven,5} {100.0 * proven / results.Count:F1} %"));
    }
}
