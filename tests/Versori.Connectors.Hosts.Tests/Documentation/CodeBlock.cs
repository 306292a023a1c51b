using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Versori.Connectors.Hosts.Tests.Documentation;

/// <summary>A block of C# in a page of the documentation.</summary>
/// <param name="Page">The page, below the root of the repository.</param>
/// <param name="Line">The line where it begins.</param>
/// <param name="Code">The code.</param>
public sealed partial record CodeBlock(string Page, int Line, string Code)
{
    /// <summary>The possible shapes of a block, as the code around it.</summary>
    private static readonly (string Before, string After)[] Shapes =
    [
        ("public async Task RunAsync() {\nawait Task.CompletedTask;\n", "\n}"),
        ("public object Value() =>\n", "\n;"),
        ("", ""),
    ];

    public static IReadOnlyList<CodeBlock> In(string page)
    {
        var text = File.ReadAllText(Path.Combine(Repository.Root, page)).ReplaceLineEndings("\n");
        return [.. Fences().Matches(text).Select(found => new CodeBlock(
            page, text[..found.Index].Count(character => character == '\n') + 2, found.Groups[1].Value))];
    }

    /// <summary>
    /// A source file with the block: its statements in a method, its expression as a value, or its members in a class.
    /// <c>using</c> directives of the block are moved to the beginning of the file.
    /// </summary>
    public string ToSource()
    {
        var lines = Code.Split('\n');
        var usings = lines.Where(line => Using().IsMatch(line)).ToList();
        var rest = string.Join('\n', lines.Where(line => !Using().IsMatch(line)));
        // Types follow the statements, as in a program with top-level statements.
        var types = Types().Match(rest) is { Success: true, Index: > 0 } found ? rest[found.Index..] : "";
        rest = rest[..^types.Length];
        var sources = Shapes.Select(shape =>
            $"{string.Join('\n', usings)}\npublic sealed class Page : Context\n{{\n{shape.Before}"
            + $"#line {Line + usings.Count} \"{Page}\"\n{rest}{shape.After}\n#line default\n{types}\n}}");
        return sources.FirstOrDefault(IsWellFormed) ?? sources.First();
    }

    public override string ToString() => $"{Page}({Line})";

    private static bool IsWellFormed(string source) =>
        !CSharpSyntaxTree.ParseText(source).GetDiagnostics().Any(found => found.Severity == DiagnosticSeverity.Error);

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Fences();

    [GeneratedRegex(@"^(public )?(sealed )?(class|interface|record) ", RegexOptions.Multiline)]
    private static partial Regex Types();

    [GeneratedRegex(@"^using [\w.]+( = [\w.]+)?;$")]
    private static partial Regex Using();
}
