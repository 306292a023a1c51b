using System.Text.RegularExpressions;

namespace Versori.Connectors.Tests.Conventions;

/// <summary>The types named in the architecture page exist.</summary>
public sealed partial class ArchitecturePageTests
{
    [Fact]
    public void Every_type_named_in_the_architecture_page_exists()
    {
        var page = File.ReadAllText(Path.Combine(SourceTree.Root, "docs", "architecture.md"));
        var known = SourceFiles.In("src").Concat(SourceFiles.In("benchmarks")).Concat(SourceFiles.In("tests"))
            .SelectMany(file => Declarations().Matches(File.ReadAllText(file)).Select(match => match.Groups[1].Value))
            .ToHashSet(StringComparer.Ordinal);

        var named = Types().Matches(page).Select(match => match.Groups[1].Value)
            .Where(name => !name.EndsWith("Async", StringComparison.Ordinal)).Distinct();
        var unknown = named.Except(known).Except(NotOurs).ToList();

        Assert.Empty(unknown);
    }

    // Types of the framework, members, and packages without their prefix.
    private static readonly HashSet<string> NotOurs = new(StringComparer.Ordinal)
    {
        "HttpClient", "IChatClient", "CacheDuration", "NeedsReauthorization", "AddVersoriConnection",
        "EntityFrameworkCore", "PostgreSql", "AzureKeyVault", "InMemory", "TryAnswerChallenge", "OpenAPI", "PostgreSQL",
        "GraphQL",
    };

    // A name of at least two words, in code or in a diagram.
    [GeneratedRegex(@"(?<![\w/.])(I?[A-Z][a-z0-9]+[A-Z]\w*)(?![\w/])")]
    private static partial Regex Types();

    [GeneratedRegex(@"\b(?:class|record|struct|interface|enum)\s+([A-Z]\w+)")]
    private static partial Regex Declarations();
}
