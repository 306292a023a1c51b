using System.Xml.Linq;

namespace Versori.Connectors.Hosts.Tests.Documentation;

public sealed class LinkTests
{
    private static readonly string ProjectUrl = XDocument.Load(Path.Combine(Repository.Root, "Directory.Build.props"))
        .Descendants("PackageProjectUrl").Single().Value;

    public static TheoryData<string> LinkedPages() =>
    [
        .. Repository.Pages(), "CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md",
        .. Repository.Files("samples", "README.md"), .. Repository.Files("benchmarks", "*.md"),
    ];

    public static TheoryData<string> Features() =>
        [.. Repository.Pages().Where(page => Path.GetDirectoryName(page) == "docs")];

    public static TheoryData<string> Samples() =>
    [
        .. Directory.EnumerateDirectories(Path.Combine(Repository.Root, "samples"))
            .Where(folder => Directory.EnumerateFiles(folder, "*.csproj").Any())
            .Select(folder => Path.GetFileName(folder)!),
    ];

    [Theory]
    [MemberData(nameof(LinkedPages))]
    public void Each_link_of_a_page_leads_to_a_file_and_a_heading(string page)
    {
        var problems = Problems(page, Text(page)).ToList();
        if (problems.Count > 0) Assert.Fail(string.Join('\n', problems));
    }

    [Theory]
    [MemberData(nameof(Features))]
    public void A_page_begins_with_what_its_reader_can_do_afterwards(string page) =>
        Assert.StartsWith(
            "After this page you can ", new MarkdownPage(Text(page)).FirstParagraph(), StringComparison.Ordinal);

    [Theory]
    [MemberData(nameof(Samples))]
    public void A_sample_has_a_page_with_its_command_and_what_it_prints(string sample)
    {
        var text = Text($"samples/{sample}/README.md");
        Assert.Contains($"dotnet run --project samples/{sample}", text, StringComparison.Ordinal);
        Assert.Contains("```text\n", text, StringComparison.Ordinal);
        Assert.Contains($"](samples/{sample}/README.md)", Text("README.md"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_readme_has_fewer_than_200_lines() =>
        Assert.InRange(Text("README.md").Split('\n').Length, 1, 200);

    [Fact]
    public void Wrong_links_are_found_with_their_lines()
    {
        const string Page = """
            # Title

            [file](missing.md), [right](stores.md#operations), [wrong](stores.md#missing), [own](#title), [no](#nothing)
            `[code](missing.md)` and [outside](../../elsewhere.md), [elsewhere](https://example.com/missing.md)
            [defined][here] and [undefined][there], ![picture](images/missing.svg "title")

            ```text
            [code](missing.md)
            ```

            [here]: missing-too.md
            """;
        Assert.Equal(
            [
                "docs/page.md(3): #nothing has no such heading",
                "docs/page.md(3): missing.md does not exist",
                "docs/page.md(3): stores.md#missing has no such heading",
                "docs/page.md(4): ../../elsewhere.md does not exist",
                "docs/page.md(5): images/missing.svg does not exist",
                "docs/page.md(11): missing-too.md does not exist",
                "docs/page.md(5): [there] is not defined",
            ],
            Problems("docs/page.md", Page),
            StringComparer.Ordinal);
    }

    [Theory]
    [InlineData("## Several processes", "several-processes")]
    [InlineData("## `AddConnect`: what's new?", "addconnect-whats-new")]
    [InlineData("### A [link](page.md) & more", "a-link--more")]
    [InlineData("# Über_uns 2.0 – neu", "über_uns-20--neu")]
    [InlineData("## Same\n\n## Same", "same-1")]
    public void Anchors_follow_the_rules_of_GitHub(string text, string anchor) =>
        Assert.Contains(anchor, new MarkdownPage(text).Anchors());

    private static IEnumerable<string> Problems(string page, string text)
    {
        var markdown = new MarkdownPage(text);
        return markdown.Links()
            .Select(link => (link.Line, Problem: Problem(page, markdown, link.Target)))
            .Where(found => found.Problem is not null)
            .Select(found => $"{page}({found.Line}): {found.Problem}")
            .Concat(markdown.UndefinedLabels().Select(use => $"{page}({use.Line}): [{use.Label}] is not defined"));
    }

    /// <summary>What is wrong with a link, or <see langword="null"/>. Links to other sites are not followed.</summary>
    private static string? Problem(string page, MarkdownPage markdown, string target)
    {
        var own = $"{ProjectUrl}/blob/main/";
        var isAbsolute = target.StartsWith(own, StringComparison.Ordinal);
        if (!isAbsolute && Uri.TryCreate(target, UriKind.Absolute, out _)) return null;

        var parts = (isAbsolute ? target[own.Length..] : target).Split('#', 2);
        var folder = isAbsolute ? Repository.Root : Path.GetDirectoryName(Path.Combine(Repository.Root, page))!;
        var file = Path.GetFullPath(Path.Combine(folder, Uri.UnescapeDataString(parts[0])));
        if (parts[0].Length > 0 && !(file.StartsWith(Repository.Root, StringComparison.Ordinal) && Path.Exists(file)))
            return $"{target} does not exist";
        if (parts.Length < 2 || (parts[0].Length > 0 && !file.EndsWith(".md", StringComparison.Ordinal))) return null;

        var linked = parts[0].Length == 0 ? markdown : new MarkdownPage(File.ReadAllText(file));
        return linked.Anchors().Contains(parts[1]) ? null : $"{target} has no such heading";
    }

    private static string Text(string page) =>
        File.ReadAllText(Path.Combine(Repository.Root, page)).ReplaceLineEndings("\n");
}
