using System.Text.RegularExpressions;

namespace Versori.Connectors.Tests.Conventions;

/// <summary>Code patterns that are not allowed without a comment that gives the reason.</summary>
public sealed partial class SourcePatternTests
{
    // A comment counts if it is on the line or on one of this number of lines before it.
    private const int Nearby = 3;

    public static TheoryData<string> Parts => ["src", "samples", "benchmarks"];

    [Theory]
    [MemberData(nameof(Parts))]
    public void A_lock_uses_a_dedicated_object(string part) =>
        AssertNone(part, LockThis(), "lock on a private Lock field");

    [Theory]
    [MemberData(nameof(Parts))]
    public void Each_line_assigns_one_value(string part) =>
        AssertNone(part, TupleAssignment(), "write one assignment to a line");

    [Theory]
    [MemberData(nameof(Parts))]
    public void A_loop_states_its_condition(string part) =>
        AssertNone(part, EndlessLoop(), "state the condition, or say in a comment beside it why it is endless");

    [Fact]
    public void The_engine_takes_random_values_from_the_replaceable_source() => Convention.Holds(
        SourceFiles.WrittenByHandIn(Path.Combine("src", "Versori.Connectors"))
            .Where(file => Path.GetFileName(file) != "RandomValues.cs")
            .SelectMany(file => File.ReadLines(file).Index()
                .Where(line => OtherRandomness().IsMatch(line.Item))
                .Select(line => $"{SourceFiles.Relative(file)}({line.Index + 1}): use RandomValues")));

    private static void AssertNone(string part, Regex pattern, string advice) => Convention.Holds(
        SourceFiles.WrittenByHandIn(part)
            .SelectMany(file => Find(file, pattern)).Select(place => $"{place}: {advice}"));

    private static IEnumerable<string> Find(string file, Regex pattern)
    {
        var lines = File.ReadAllLines(file);
        for (var number = 0; number < lines.Length; number++)
        {
            var nearby = lines[Math.Max(0, number - Nearby)..(number + 1)];
            var hasReason = nearby.Any(line => Comment().IsMatch(line));
            if (pattern.IsMatch(lines[number]) && !hasReason)
                yield return $"{SourceFiles.Relative(file)}({number + 1})";
        }
    }

    // Documentation comments describe the member and give no reason for a line in it.
    [GeneratedRegex(@"(?<![:/])//(?!/)\s*\w")]
    private static partial Regex Comment();

    [GeneratedRegex(@"RandomNumberGenerator\.(Fill|Get)|Random\.Shared|new Random\(|Guid\.NewGuid")]
    private static partial Regex OtherRandomness();

    [GeneratedRegex(@"\block \(this\)")]
    private static partial Regex LockThis();

    // Declarations such as 'var (a, b) = …' and deconstruction in a loop are allowed.
    [GeneratedRegex(@"^\s*\([\w.\[\]]+(, [\w.\[\]]+)+\) = \(")]
    private static partial Regex TupleAssignment();

    [GeneratedRegex(@"\bwhile \(true\)|\bfor \(; ?;\s*\)")]
    private static partial Regex EndlessLoop();
}
