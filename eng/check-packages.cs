#!/usr/bin/env dotnet
#:property TargetFramework=net10.0
#:property PublishAot=false
// Checks what a feed and a host see of the packages in a folder:
//   dotnet run eng/check-packages.cs -- FOLDER NUMBER-OF-PACKAGES
using System.IO.Compression;
using System.Text.RegularExpressions;
using System.Xml.Linq;

// Dependencies whose earlier versions have a known advisory.
var floors = new Dictionary<string, Version>
{
    ["Microsoft.AspNetCore.DataProtection"] = new(10, 0, 12), // CVE-2026-40372
    ["Microsoft.EntityFrameworkCore.Sqlite"] = new(10, 0, 11), // CVE-2025-6965
};
var problems = new List<string>();
var files = Directory.GetFiles(args[0], "*.nupkg");
if (files.Length != int.Parse(args[1], null)) problems.Add($"{files.Length} packages instead of {args[1]}");
foreach (var file in files)
{
    var count = problems.Count;
    Check(file);
    Console.WriteLine($"{(problems.Count == count ? "ok    " : "FAILED")} {Path.GetFileName(file)}");
}

foreach (var problem in problems) Console.Error.WriteLine(problem);
return problems.Count == 0 ? 0 : 1;

void Check(string file)
{
    using var package = ZipFile.OpenRead(file);
    var name = Path.GetFileName(file);
    var nuspec = package.Entries.Single(entry => entry.FullName.EndsWith(".nuspec", StringComparison.Ordinal));
    using var stream = nuspec.Open();
    var metadata = XDocument.Load(stream).Root!.Elements().First();
    var id = Text("id");
    var types = metadata.Descendants().Where(element => element.Name.LocalName == "packageType")
        .Select(element => element.Attribute("name")?.Value).ToList();
    var isTool = types.Contains("DotnetTool");
    var isTemplate = types.Contains("Template");

    Expect(Element("license") is { Value: "MIT" } license && license.Attribute("type")?.Value == "expression",
        "no SPDX licence expression");
    Expect(IsUrl(Text("projectUrl")), "no project URL");
    Expect(IsUrl(Text("releaseNotes")), "no release notes");
    Expect(IsUrl(Element("repository")?.Attribute("url")?.Value) && Element("repository")?.Attribute("type")?.Value == "git",
        "no repository");
    Expect(Text("description").Length > 40 && !Text("description").StartsWith("Package Desc", StringComparison.Ordinal),
        "no description");
    Expect(Text("tags").Length > 0, "no tags");
    Expect(Size(Text("icon")) is > 0 and < 1_000_000, "no icon");
    if (isTool) CheckTool();
    else if (isTemplate) CheckTemplate();
    else CheckLibrary();
    Expect(isTemplate || File.Exists(Path.ChangeExtension(file, ".snupkg")), "no symbols");
    CheckReadme();
    foreach (var dependency in metadata.Descendants().Where(element => element.Name.LocalName == "dependency"))
        CheckDependency(dependency.Attribute("id")!.Value, dependency.Attribute("version")!.Value);

    void CheckLibrary()
    {
        Expect(Size($"lib/net10.0/{id}.dll") > 0, "no assembly for net10.0");
        Expect(Size($"lib/net10.0/{id}.xml") > 0, "no documentation");
    }

    // A tool has no API: it brings everything that it needs, and depends on nothing.
    void CheckTool()
    {
        var settings = package.Entries.SingleOrDefault(entry => entry.Name == "DotnetToolSettings.xml");
        Expect(settings is not null, "no settings of a tool");
        if (settings is null) return;
        using var content = settings.Open();
        var command = XDocument.Load(content).Descendants("Command").Single();
        var folder = Path.GetDirectoryName(settings.FullName)!.Replace('\\', '/');
        Expect(Size($"{folder}/{command.Attribute("EntryPoint")?.Value}") > 0, "no assembly for the command");
        Expect(!package.Entries.Any(entry => entry.FullName.StartsWith("lib/", StringComparison.Ordinal)), "has an API");
    }

    // A template has files only. Its projects get the packages of its own release.
    void CheckTemplate()
    {
        var projects = package.Entries.Where(entry => entry.Name.EndsWith(".csproj", StringComparison.Ordinal)).ToList();
        Expect(projects.Count > 0, "no project");
        foreach (var project in projects)
        {
            using var reader = new StreamReader(project.Open());
            Expect(reader.ReadToEnd().Contains($"Version=\"{Text("version")}\"", StringComparison.Ordinal),
                $"{project.Name} does not get the packages of this release");
        }

        Expect(package.Entries.Any(entry => entry.Name == ".gitignore"), "no .gitignore");
        Expect(!package.Entries.Any(entry => entry.FullName.StartsWith("lib/", StringComparison.Ordinal)), "has an API");
    }

    void CheckReadme()
    {
        Expect(Size(Text("readme")) > 0, "no readme");
        if (package.GetEntry(Text("readme")) is not { } entry) return;
        using var reader = new StreamReader(entry.Open());
        var text = reader.ReadToEnd();
        Expect(text.StartsWith($"# {id}\n", StringComparison.Ordinal), "the readme is that of another package");
        var install = isTool ? $"dotnet tool install --global {id}"
            : isTemplate ? $"dotnet new install {id}" : $"dotnet add package {id}";
        Expect(text.Contains(install, StringComparison.Ordinal), "the readme has no command to add it");
        foreach (Match link in Regex.Matches(text, @"\]\(([^)]*)\)"))
        {
            var url = link.Groups[1].Value;
            Expect(IsUrl(url), $"the readme's link {url} is not absolute");
            var isOfAnother = url.StartsWith("https://github.com/", StringComparison.Ordinal)
                && !url.StartsWith($"{Text("projectUrl")}/", StringComparison.Ordinal);
            Expect(!isOfAnother, $"the readme's link {url} does not lead to the project");
        }
    }

    void CheckDependency(string dependency, string version)
    {
        if (dependency.StartsWith("Versori.", StringComparison.Ordinal))
        {
            Expect(version == $"[{Text("version")}]", $"depends on {dependency} {version}, not on exactly its own version");
            return;
        }

        var lowest = Version.Parse(version.Trim('[', '(', ')', ']').Split(',')[0].Split('-')[0]);
        var isFramework = dependency.StartsWith("Microsoft.Extensions.", StringComparison.Ordinal) && lowest.Minor == 0;
        Expect(!isFramework || lowest.Build == 0, $"needs {dependency} {version}: a higher floor than 10.0.0 needs a reason");
        Expect(!floors.TryGetValue(dependency, out var floor) || lowest >= floor,
            $"allows {dependency} {version}, which has a known advisory");
    }

    XElement? Element(string element) => metadata.Elements().FirstOrDefault(child => child.Name.LocalName == element);

    string Text(string element) => Element(element)?.Value ?? "";

    long Size(string path) => path.Length == 0 ? 0 : package.GetEntry(path)?.Length ?? 0;

    void Expect(bool isTrue, string problem)
    {
        if (!isTrue) problems.Add($"{name}: {problem}");
    }
}

static bool IsUrl(string? text) => Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme == "https";
