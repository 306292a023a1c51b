using System.Text.RegularExpressions;

namespace Versori.Connectors.Hosts.Tests.Documentation;

/// <summary>The links and the anchors of a text in GitHub Flavored Markdown. What is in code is no link.</summary>
/// <param name="text">The text.</param>
internal sealed partial class MarkdownPage(string text)
{
    private readonly string _prose = Code().Replace(text.ReplaceLineEndings("\n"), found => Blank(found.Value));

    /// <summary>The targets of all links and images, with the lines where they are.</summary>
    public IEnumerable<(int Line, string Target)> Links() =>
        Inline().Matches(_prose).Concat(Definition().Matches(_prose)).Concat(Html().Matches(_prose))
            .Select(found => (LineOf(found.Index), found.Groups["target"].Value))
            .OrderBy(link => link.Item1).ThenBy(link => link.Value, StringComparer.Ordinal);

    /// <summary>The labels of links that no definition explains: <c>[text][label]</c>.</summary>
    public IEnumerable<(int Line, string Label)> UndefinedLabels()
    {
        var defined = Definition().Matches(_prose).Select(found => found.Groups["label"].Value)
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        return Reference().Matches(_prose)
            .Select(found => (LineOf(found.Index), found.Groups["label"].Value))
            .Where(use => !defined.Contains(use.Value));
    }

    /// <summary>
    /// The anchors of the headings. GitHub writes a heading in lower case, removes what is no letter, digit, space,
    /// hyphen or underscore, replaces spaces by hyphens, and numbers repeated ones.
    /// </summary>
    public IReadOnlySet<string> Anchors()
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        var anchors = new HashSet<string>(StringComparer.Ordinal);
        // Headings can contain code, so they are found in the text itself.
        var unfenced = Fences().Replace(text.ReplaceLineEndings("\n"), found => Blank(found.Value));
        foreach (Match heading in Heading().Matches(unfenced))
        {
            var title = LinkText().Replace(heading.Groups["title"].Value.Trim(), "${text}").ToLowerInvariant();
            var slug = NotInSlug().Replace(title, "").Replace(' ', '-');
            var count = counts.GetValueOrDefault(slug);
            counts[slug] = count + 1;
            anchors.Add(count == 0 ? slug : $"{slug}-{count}");
        }

        return anchors;
    }

    /// <summary>The first paragraph after the title, in one line.</summary>
    public string FirstParagraph() => text.ReplaceLineEndings("\n").Split("\n\n")[1].Replace('\n', ' ');

    // Line breaks stay, so that the lines of what follows do.
    private static string Blank(string code) => NotLineBreak().Replace(code, " ");

    private int LineOf(int index) => _prose.AsSpan(0, index).Count('\n') + 1;

    [GeneratedRegex(
        @"^ *```.*?^ *```|(?<ticks>`+)(?!`).+?(?<!`)\k<ticks>(?!`)", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Code();

    [GeneratedRegex("^ *```.*?^ *```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Fences();

    [GeneratedRegex(@"\]\(<?(?<target>[^\s()<>]+)>?(\s+""[^""]*"")?\)")]
    private static partial Regex Inline();

    [GeneratedRegex(@"^ {0,3}\[(?<label>[^\]]+)\]:[ \t]+<?(?<target>[^\s<>]+)", RegexOptions.Multiline)]
    private static partial Regex Definition();

    [GeneratedRegex(@"\]\[(?<label>[^\]]+)\]")]
    private static partial Regex Reference();

    [GeneratedRegex(@"<(?:a|img|source)\s[^>]*?(?:href|src|srcset)=""(?<target>[^""]+)""")]
    private static partial Regex Html();

    [GeneratedRegex(@"^#{1,6}[ \t]+(?<title>.+?)[ \t]*#*$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"\[(?<text>[^\]]*)\]\([^)]*\)")]
    private static partial Regex LinkText();

    [GeneratedRegex(@"[^\p{L}\p{M}\p{N}\p{Pc} -]")]
    private static partial Regex NotInSlug();

    [GeneratedRegex("[^\n]")]
    private static partial Regex NotLineBreak();
}
