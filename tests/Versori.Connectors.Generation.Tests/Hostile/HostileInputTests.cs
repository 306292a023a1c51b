using System.Text;
using Versori.Connectors.Generation.OpenApi;
using Versori.Connectors.Generation.Planning;
using Versori.Connectors.Generation.Reading;

namespace Versori.Connectors.Generation.Tests;

public class HostileInputTests
{
    public static TheoryData<string> Kinds => [.. HostileInput.Kinds];

    public static TheoryData<string> Requirements =>
    [
        "one sentence", "parts", "names", "conjunctions", "marks", "places", "shared objects", "things", "particles",
        "headings",
    ];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Four_times_the_input_costs_about_four_times_the_work_and_memory(string kind)
    {
        Cost(kind, 50);
        var small = Cost(kind, 1000);
        var large = Cost(kind, 4000);

        Assert.InRange(large.Units, 0, (small.Units * 5) + 1000);
        Assert.InRange(large.Bytes, 0, (small.Bytes * 7) + 4_000_000);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Cancellation_takes_effect_within_a_few_hundred_units_of_work(string kind)
    {
        var text = HostileInput.Create(kind, 4000);
        var total = Import(text, new(default)).Units;

        for (var at = total / 7; at > 0 && at < total - Work.Interval; at += (total / 7) + 1)
        {
            using var cancel = new CancellationTokenSource();
            var work = new Work(cancel.Token) { Progress = units => CancelAt(units, at, cancel) };

            Assert.ThrowsAny<OperationCanceledException>(() => Read(text, work));
            Assert.InRange(work.Units - at, 0, Work.Interval);
        }
    }

    [Theory]
    [MemberData(nameof(Requirements))]
    public void The_cost_of_a_requirement_is_linear_in_its_length(string kind)
    {
        Cost(Requirement(kind, 50));
        var small = Cost(Requirement(kind, 1000));
        var large = Cost(Requirement(kind, 4000));

        Assert.InRange(large.Units, 0, (small.Units * 5) + 5000);
        Assert.InRange(large.Bytes, 0, (small.Bytes * 7) + 4_000_000);
    }

    [Theory]
    [InlineData("one sentence")]
    [InlineData("parts")]
    [InlineData("names")]
    public void Cancellation_of_planning_takes_effect_within_a_few_hundred_units_of_work(string kind)
    {
        var text = Requirement(kind, 900);
        var total = Cost(text).Units;
        using var cancel = new CancellationTokenSource();
        var work = new Work(cancel.Token) { Progress = units => CancelAt(units, total / 2, cancel) };

        Assert.ThrowsAny<OperationCanceledException>(() => Select(text, work));
        Assert.InRange(work.Units - (total / 2), 0, Work.Interval);
    }

    [Fact]
    public async Task Requirements_that_are_too_long_are_refused_before_they_are_read()
    {
        var generator = ConnectorGenerator.Create();
        string[] texts = [new('x', 100_001), string.Concat(Enumerable.Repeat("list it.", 5000))];
        foreach (var text in texts)
        {
            var exception = await Assert.ThrowsAsync<ConnectorException>(
                () => generator.PlanAsync(text, [Samples.Source("chat.json")]));

            Assert.Equal(
                (ConnectorErrorCode.InvalidArgument, "requirements"), (exception.Code, exception.Error.Location));
        }
    }

    [Theory]
    [InlineData("variables of a server", "variables")]
    [InlineData("references to one large path", "expand")]
    [InlineData("yaml aliases", "larger than")]
    [InlineData("yaml merges", "Merge keys")]
    [InlineData("yaml keys", "larger than")]
    public void The_refusal_of_excessive_growth_names_the_cause(string kind, string expected)
    {
        var exception = Assert.Throws<ConnectorException>(
            () => Read(HostileInput.Create(kind, 20_000), new(default)));

        Assert.Equal(ConnectorErrorCode.InvalidDocument, exception.Code);
        Assert.Contains(expected, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_few_aliases_use_little_memory()
    {
        var bomb = HostileInput.Create("yaml aliases", 9);
        var before = GC.GetAllocatedBytesForCurrentThread();

        Assert.Throws<ConnectorException>(() => Read(bomb, new(default)));

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 8_000_000);
    }

    [Fact]
    public void Twenty_thousand_operations_with_the_same_slug_have_unique_ids()
    {
        var definition = Read(HostileInput.Create("operations of one slug", 20_000), new(default)).Definition;

        Assert.Equal(20_000, definition.Endpoints.Select(endpoint => endpoint.Id).Distinct().Count());
        Assert.Equal(
            ["get-a-b", "get-a-b-2", "get-a-b-3"], definition.Endpoints.Take(3).Select(endpoint => endpoint.Id));
    }

    [Fact]
    public void A_title_of_brackets_is_read() =>
        Assert.NotEmpty(Read(HostileInput.Create("brackets in the title", 100_000), new(default)).Definition.Title);

    private static void CancelAt(long units, long at, CancellationTokenSource cancel)
    {
        if (units == at) cancel.Cancel();
    }

    private static (long Units, long Bytes) Cost(string kind, int size)
    {
        var text = HostileInput.Create(kind, size);
        var before = GC.GetAllocatedBytesForCurrentThread();
        return (Import(text, new(default)).Units, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static Work Import(string text, Work work)
    {
        try
        {
            Read(text, work);
        }
        catch (ConnectorException)
        {
            // A refusal is a correct outcome, too.
        }

        return work;
    }

    private static ImportResult Read(string text, Work work)
    {
        using var document = DocumentParser.Parse(Encoding.UTF8.GetBytes(text), 1 << 26, work);
        return DocumentImporter.Import(document, null, ConnectorSource.OpenApi(text), needsServer: false, work);
    }

    private static string Requirement(string kind, int words) => kind switch
    {
        "one sentence" => string.Join(' ', Enumerable.Range(0, words).Select(i => $"word{i} issues")),
        "parts" => string.Join(" and ", Enumerable.Range(0, Math.Min(words, 900)).Select(i => $"list {i} issues")),
        "names" => string.Join(" and ", Enumerable.Repeat("tracker", words)),
        "conjunctions" => string.Join(' ', Enumerable.Repeat("and", words)),
        "places" => "copy it" + string.Concat(Enumerable.Repeat(", to us", words)),
        "shared objects" => string.Join(", ", Enumerable.Repeat("stop it stop", Math.Min(words, 900))),
        "things" => $"put all issues{string.Concat(Enumerable.Repeat(", files", Math.Min(words, 400)))} of it in one",
        "particles" => string.Join(' ', Enumerable.Repeat("let fill in", words)),
        "headings" => string.Concat(Enumerable.Repeat("report:\n- list it\n", Math.Min(words, 450))),
        _ => string.Concat(Enumerable.Repeat("list it. ; , ", Math.Min(words, 900))),
    };

    private static (long Units, long Bytes) Cost(string requirements)
    {
        var work = new Work(default);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Select(requirements, work);
        return (work.Units, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static void Select(string requirements, Work work)
    {
        var definition = Read(Samples.Read("tracker.yaml"), new(default)).Definition;
        new LexicalEndpointSelector(requirements, [definition], work).Select(12);
    }
}
