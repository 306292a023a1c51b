using System.Text.RegularExpressions;

namespace Versori.Connectors.Generation.Sources;

/// <summary>The names of GraphQL (§2.1.9).</summary>
internal static partial class GraphQLNames
{
    private const int MaximumLength = 500;

    /// <summary>Whether a text is a name.</summary>
    public static bool IsName(string text) =>
        text.Length <= MaximumLength && Name().IsMatch(text);

    /// <summary>
    /// Whether a text begins like a schema in the schema definition language (§3). It is not parsed.
    /// </summary>
    public static bool IsSchemaLanguage(string text) => Start().IsMatch(text);

    [GeneratedRegex("^[_A-Za-z][_0-9A-Za-z]*\\z", RegexOptions.None, 10_000)]
    private static partial Regex Name();

    // After comments, commas and a description. YAML has a colon after the first word.
    [GeneratedRegex(
        """
        \A(?>(?>[\s,\uFEFF]+|\#[^\r\n]*)*)
        (?>\"\"\"(?>[^"\\]+|\\.|"(?!""))*\"\"\"|"(?>[^"\\\r\n]+|\\.)*")?
        (?>(?>[\s,]+|\#[^\r\n]*)*)
        (?>extend\s+)?
        (?>schema\s*(?>\{|@)|directive\s*@
        |(?>type|interface|input|enum|union|scalar)\s+[_A-Za-z][_0-9A-Za-z]*
        (?>\s*(?>[{@=&#]|\z)|\s+implements\b|\s*[\r\n]))
        """,
        RegexOptions.IgnorePatternWhitespace,
        10_000)]
    private static partial Regex Start();
}
