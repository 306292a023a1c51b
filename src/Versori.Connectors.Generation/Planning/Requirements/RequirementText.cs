using System.Text.RegularExpressions;

namespace Versori.Connectors.Generation.Planning;

/// <summary>Prepares the text of requirements, so that only the end of a sentence looks like one.</summary>
internal static partial class RequirementText
{
    private static readonly string[] Arrows = ["=>", "->", "→", "⇒", "⟶"];

    /// <summary>
    /// Returns the text with some forms in others that are read: without the points of hosts, files and numbers, such
    /// as "shop.example.com" and "2.5", with a comma for words that add a thing, such as "together with", without the
    /// role of a user story, and with commands for what things get and become.
    /// </summary>
    public static string Of(string requirements)
    {
        var text = Names().Replace(requirements, static name => name.Value.Replace('.', ' '));
        text = Story().Replace(text.Replace("%", " percent ", StringComparison.Ordinal), "${wish}");
        text = Getting().Replace(text, static match => match.Groups["what"].Success
            ? $"for {match.Groups["who"].Value}, create {match.Groups["what"].Value}"
            : $"Create for {match.Groups["who"].Value}:\n");
        return Additions().Replace(Becoming().Replace(text, "${modal} convert into"), ", ");
    }

    /// <summary>Returns a sentence with an arrow in words: "paid => ship it" is "when paid, ship it".</summary>
    public static string WithoutArrows(string sentence)
    {
        var steps = sentence.Split(Arrows, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return steps.Length < 2 ? sentence : $"when {string.Join(", ", steps)}";
    }

    [GeneratedRegex(
        @"(?i)\b\d+(?:\.\d+)+\b|\b(?:e\.g|i\.e)\b|\b[a-z0-9_-]+(?:\.[a-z0-9_-]+)*\."
        + @"(?:com|org|net|io|dev|app|eu|de|fr|uk|co|us|local|test|example|invalid|gov|edu|info|json|ya?ml|xml|csv|"
        + @"pdf|docx?|xlsx?|pptx?|txt|md|zip|png|jpe?g|js|ts|py|cs|html?)\b",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Names();

    // "As a buyer I want to …": who wants it is no part of it.
    [GeneratedRegex(
        @"(?i)\bas an? [^,.;:!?\n]{2,40}?,?\s+(?<wish>(?:i|we) (?:want|need|would like|wish)\b)",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Story();

    // "Each team gets a project": a project is created for each.
    [GeneratedRegex(
        @"(?i)\b(?<who>(?:every|each) [^,.;:!?\n]{2,40}?) (?:should |shall |must |will )?(?:gets?|receives?)"
        + @"(?: (?<what>an?|their|its|his|her|one)\b|:?\s*\n)",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Getting();

    // "Each remark should become an issue": issues are created.
    [GeneratedRegex(
        @"(?i)\b(?:(?<modal>should|must|shall|has to|have to|needs to) )?(?:automatically )?becomes?\b",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Becoming();

    [GeneratedRegex(
        @"(?i),?\s+(?:together with|along with|as well as|in addition to|including)\s+",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Additions();
}
