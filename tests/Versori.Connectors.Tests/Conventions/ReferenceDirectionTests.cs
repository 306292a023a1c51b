using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Versori.Connectors.Tests.Conventions;

/// <summary>The allowed references between projects and between parts of the engine.</summary>
public sealed partial class ReferenceDirectionTests
{
    private const string Abstractions = "Versori.Connectors.Abstractions";
    private const string Engine = "Versori.Connectors";

    // The command line is above all others.
    private const string Tool = "Versori.Connectors.Tool";

    // The usual set is above the parts that it brings.
    private const string Hosting = "Versori.Connectors.Hosting";

    private static readonly string[] UsualSet =
    [
        "Versori.Connectors.EntityFrameworkCore.Sqlite", "Versori.Connectors.Generation",
        "Versori.Connectors.KnownSystems",
    ];

    /// <summary>The parts of the engine that may reference only the listed parts; others are not restricted.</summary>
    public static TheoryData<string, string[]> Parts => new()
    {
        { "Expressions", [] },
        { "Caching", [] },
        { "InMemory", [] },
        { "Authentication.Keys", [] },
        { "Authentication.Requests", ["Expressions", "Serialization"] },
        { "Authentication.AwsSignatureV4", ["Authentication.Requests", "Expressions"] },
        { "Authentication.Digest", ["Authentication.Requests", "Expressions"] },
        { "Authentication.Wsse", ["Authentication.Requests", "Expressions"] },
        { "Authentication.Hmac", ["Authentication.Keys", "Authentication.Requests", "Expressions"] },
        { "Authentication.HttpMessageSignatures", ["Authentication.Keys", "Authentication.Requests", "Expressions"] },
        { "Authentication.ClientCertificates", ["Authentication.Keys", "Expressions"] },
    };

    [Fact]
    public void Abstractions_reference_nothing() => Convention.Holds(References(Abstractions));

    [Fact]
    public void Abstractions_use_only_the_base_class_library()
    {
        var used = SourceFiles.In($"src/{Abstractions}").SelectMany(Usings)
            .Where(name => name is not ("Versori.Connectors.Catalog" or "Versori.Connectors.Serialization")
                && name.Split('.')[0] != "System");

        Convention.Holds(used.Distinct());
    }

    [Fact]
    public void The_engine_references_only_the_abstractions() =>
        Assert.Equal(
            [Abstractions], References(Engine).Where(name => name.StartsWith(Engine, StringComparison.Ordinal)));

    [Fact]
    public void Other_projects_reference_only_the_engine_and_their_own_family()
    {
        var others = Projects().Where(project => project is not (Abstractions or Engine)).ToList();

        Assert.NotEmpty(others);
        foreach (var project in others)
        {
            var references = References(project).Where(name => name.StartsWith(Engine, StringComparison.Ordinal));
            Assert.All(references, name => Assert.True(IsBelow(name, project), $"{project} references {name}"));
        }
    }

    [Fact]
    public void No_project_uses_a_namespace_of_a_project_above_it()
    {
        var others = Projects().Where(project => project is not (Abstractions or Engine)).ToList();

        foreach (var project in Projects())
        {
            var above = others.Where(other => other != project && !IsBelow(other, project)).ToList();
            var used = SourceFiles.In($"src/{project}").SelectMany(Usings).Distinct()
                .Where(
                    name =>
                        above.Any(other => name == other || name.StartsWith($"{other}.", StringComparison.Ordinal)));
            Convention.Holds(used.Select(name => $"{project} uses {name}"));
        }
    }

    [Theory]
    [MemberData(nameof(Parts))]
    public void A_part_of_the_engine_references_only_the_parts_below_it(string part, string[] below)
    {
        var own = $"{Engine}.{part}";
        var files = SourceFiles.In($"src/{Engine}").Where(file => NamespaceOf(file) == own).ToList();

        Assert.NotEmpty(files);
        var used = files.SelectMany(Usings).Where(name => name.StartsWith($"{Engine}.", StringComparison.Ordinal))
            .Select(name => name[(Engine.Length + 1)..]).Distinct();
        Convention.Holds(used.Except(below).Except([part]).Select(name => $"{part} knows {name}"));
    }

    /// <summary>
    /// A project is below those of its own family: <c>X</c> is below <c>X.Y</c>. The functions for models are below the
    /// MCP server, which serves them. All are below the command line.
    /// </summary>
    private static bool IsBelow(string name, string project) =>
        name is Abstractions or Engine
        || project == Tool
        || (project == Hosting && UsualSet.Contains(name))
        || project.StartsWith($"{name}.", StringComparison.Ordinal)
        || (name == $"{Engine}.AI" && project.StartsWith($"{Engine}.Mcp", StringComparison.Ordinal));

    private static IEnumerable<string> Projects() =>
        Directory.GetFiles(Path.Combine(SourceTree.Root, "src"), "*.csproj", SearchOption.AllDirectories)
            .Select(file => Path.GetFileNameWithoutExtension(file)!);

    private static IEnumerable<string> References(string project)
    {
        var file = XDocument.Load(Path.Combine(SourceTree.Root, "src", project, $"{project}.csproj"));
        string[] kinds = ["ProjectReference", "PackageReference", "FrameworkReference"];
        return kinds.SelectMany(kind => file.Descendants(kind))
            .Select(item => (string?)item.Attribute("Include")).OfType<string>()
            .Select(name => Path.GetFileName(name.Replace('\\', '/')).Replace(".csproj", "", StringComparison.Ordinal));
    }

    private static string? NamespaceOf(string file) =>
        File.ReadLines(file)
            .Select(line => NamespaceLine().Match(line))
            .FirstOrDefault(match => match.Success)?.Groups[1].Value;

    private static IEnumerable<string> Usings(string file) =>
        File.ReadLines(file)
            .Select(line => UsingLine().Match(line)).Where(match => match.Success)
            .Select(match => match.Groups[1].Value);

    [GeneratedRegex(@"^namespace ([\w.]+)")]
    private static partial Regex NamespaceLine();

    [GeneratedRegex(@"^(?:global )?using (?:static )?(?:\w+ = )?([A-Z][\w.]+)[;<]")]
    private static partial Regex UsingLine();
}
