namespace Versori.Connectors.Tests.Conventions;

/// <summary>The C# files of the repository, without those that a build writes.</summary>
internal static class SourceFiles
{
    /// <summary>The files below a folder of the repository, such as <c>src</c>.</summary>
    public static List<string> In(string part)
    {
        var folder = Path.Combine(SourceTree.Root, part);
        var files = Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
            .Where(file => !Folders(folder, file).Any(name => name is "obj" or "bin"))
            .ToList();
        Assert.NotEmpty(files);
        return files;
    }

    /// <summary>The files that people write: those that Entity Framework generates are left out.</summary>
    public static IEnumerable<string> WrittenByHandIn(string part) =>
        In(part).Where(file => part != "src" || !Folders(SourceTree.Root, file).Contains("Migrations"));

    /// <summary>The path from the root of the repository, for messages.</summary>
    public static string Relative(string file) => Path.GetRelativePath(SourceTree.Root, file).Replace('\\', '/');

    private static string[] Folders(string root, string file) =>
        Path.GetRelativePath(root, file).Split(Path.DirectorySeparatorChar)[..^1];
}
