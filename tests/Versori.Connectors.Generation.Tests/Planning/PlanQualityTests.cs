using Versori.Connectors.Planning.Measuring;

namespace Versori.Connectors.Generation.Tests;

/// <summary>Plans stay as good as docs/planning-quality.md states.</summary>
public sealed class PlanQualityTests
{
    private static readonly string Sets = Path.Combine(AppContext.BaseDirectory, "Sets");

    [Fact]
    public async Task Plans_find_what_requirements_need_and_choose_little_else()
    {
        var documents = new Dictionary<string, string>(StringComparer.Ordinal);
        var tasks = Directory.GetFiles(Sets, "*.txt").SelectMany(file => TaskReader.Read(file, documents)).ToList();
        var measurement = new Measurement(Path.Combine(Sets, "Documents"), documents);
        var outcomes = new List<Outcome>();
        foreach (var task in tasks) outcomes.Add(await measurement.MeasureAsync(task));

        Assert.True(tasks.Count >= 200, $"{tasks.Count} requirements");
        AssertAtLeast(0.93, outcomes.Sum(outcome => outcome.Found), outcomes.Sum(outcome => outcome.Needed));
        AssertAtLeast(0.55, outcomes.Sum(outcome => outcome.Right), outcomes.Sum(outcome => outcome.Chosen));
        AssertAtLeast(0.92, outcomes.Sum(outcome => outcome.FoundInPlan), outcomes.Sum(outcome => outcome.Needed));
        Assert.True(outcomes.Sum(outcome => outcome.UnaskedWrites.Count) <= 2, "Writes that no requirement calls for");
        Assert.DoesNotContain(outcomes, outcome => !outcome.Plan.Any(line => line.Contains('*')));
        Assert.DoesNotContain(outcomes, outcome => outcome.Task.IsReading && outcome.UnaskedWrites.Count > 0);
    }

    [Fact]
    public async Task Requirements_that_only_read_choose_nothing_that_writes()
    {
        var documents = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var file in Directory.GetFiles(Sets, "*.txt")) _ = TaskReader.Read(file, documents).ToList();

        var (count, writing) = await new Measurement(Path.Combine(Sets, "Documents"), documents).MeasureReadingAsync();

        Assert.True(count > 100, $"{count} requirements");
        Assert.Empty(writing);
    }

    private static void AssertAtLeast(double share, int part, int whole) =>
        Assert.True(part >= share * whole, $"{part} of {whole}");
}
