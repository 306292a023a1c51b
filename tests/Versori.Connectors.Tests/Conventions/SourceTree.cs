namespace Versori.Connectors.Tests.Conventions;

/// <summary>
/// The repository this test assembly was built in. Found by walking up from the assembly, because a deterministic build
/// maps the paths that <c>[CallerFilePath]</c> would give.
/// </summary>
internal static class SourceTree
{
    /// <summary>The folder that holds the solution.</summary>
    internal static string Root { get; } = Find();

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Versori.Connectors.sln")))
                return folder.FullName;
        throw new InvalidOperationException(
            $"No folder above {AppContext.BaseDirectory} holds Versori.Connectors.sln.");
    }
}
