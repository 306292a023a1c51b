namespace Versori.Connectors.Hosts.Tests.Documentation;

/// <summary>The repository in which this assembly was built.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    /// <summary>The pages that show code: the readmes and the documentation.</summary>
    public static IEnumerable<string> Pages() =>
        Directory.EnumerateFiles(Root, "README.md")
            .Concat(Directory.EnumerateFiles(Path.Combine(Root, "docs"), "*.md", SearchOption.AllDirectories))
            .Concat(Directory.EnumerateDirectories(Path.Combine(Root, "src"))
                .Select(folder => Path.Combine(folder, "README.md")).Where(File.Exists))
            .Select(file => Path.GetRelativePath(Root, file).Replace('\\', '/'))
            .Order(StringComparer.Ordinal);

    /// <summary>The files of a pattern below a folder, without those of builds.</summary>
    public static IEnumerable<string> Files(string folder, string pattern) =>
        Directory.EnumerateFiles(Path.Combine(Root, folder), pattern, SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Root, file).Replace('\\', '/'))
            .Where(file => !file.Split('/').Any(part => part is "bin" or "obj"))
            .Order(StringComparer.Ordinal);

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Versori.Connectors.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("No parent folder contains the solution.");
    }
}
