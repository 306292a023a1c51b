using System.Globalization;
using Versori.Connectors.Tests.Fuzzing;

namespace Versori.Connectors.Tests.TwinWorlds;

/// <summary>
/// Two engines have the same connections, and one of them is edited centrally. The connections send the same
/// requests in both, byte for byte. <c>VERSORI_TWIN_SEED</c> repeats one sequence.
/// </summary>
[Trait("Kind", "Fuzz")]
public sealed class TwinWorldTests(ITestOutputHelper output)
{
    private const int Sequences = 1_000;
    private const int Steps = 40;

    [Fact]
    public async Task Edits_of_a_connector_leave_the_requests_of_existing_connections_byte_identical()
    {
        var only = Environment.GetEnvironmentVariable("VERSORI_TWIN_SEED");
        int[] seeds = int.TryParse(only, CultureInfo.InvariantCulture, out var seed)
            ? [seed]
            : [.. Enumerable.Range(1, Sequences * ScaledPropertyAttribute.Scale)];
        var edits = 0;
        await Parallel.ForEachAsync(
            seeds,
            new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount },
            async (number, _) => Interlocked.Add(
                ref edits, await TwinSequence.RunAsync(number, Steps, () => new InMemoryTwinStores())));

        output.WriteLine($"{edits} edits");
        if (seeds.Length > 1) Assert.True(edits > 10 * seeds.Length, $"Only {edits} edits were valid.");
    }

    [Fact]
    public async Task A_failure_is_shrunk_to_the_steps_that_it_needs()
    {
        var steps = TwinStep.Draw(new(1), Steps);
        TwinStep[] needed = [steps[7], steps[31]];

        var shrunk = await TwinSequence.ShrinkAsync(
            steps, fewer => Task.FromResult(needed.All(step => fewer.Contains(step))));

        Assert.Equal(needed, shrunk);
    }

    [Fact]
    public async Task Every_kind_of_edit_succeeds_at_least_once()
    {
        var applied = new HashSet<TwinAction>();
        for (var seed = 1; seed <= 40; seed++)
        {
            await using var run = await TwinRun.StartAsync(new InMemoryTwinStores(), seed, 6);
            await run.RunAsync(TwinStep.Draw(new(seed), Steps));
            applied.UnionWith(run.AppliedEdits);
        }

        Assert.Equal(
            Enum.GetValues<TwinAction>().Where(action => new TwinStep(action, 0).IsEdit), applied.Order());
    }
}
