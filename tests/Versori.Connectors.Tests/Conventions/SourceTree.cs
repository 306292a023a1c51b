namespace Versori.Connectors.Tests.Conventions;

/// <summary>
/// The repository this test assembly was built in. The search goes up from the folder of the assembly,
/// because a deterministic build maps the paths of <c>[CallerFilePath]</c>.
/// </summary>
internal static class SourceTree
{
    /// <summary>The folder of the solution.</summary>
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
