namespace Versori.Connectors.Tests.Conventions;

/// <summary>The size of lines and folders.</summary>
public sealed class SourceLayoutTests
{
    private const int MaxLine = 120;
    private const int MaxFilesPerFolder = 15;

    // Folders that may contain more files, each with the reason.
    private static readonly Dictionary<string, string> LargerFolders = [];

    [Theory]
    [InlineData("src")]
    [InlineData("tests")]
    [InlineData("samples")]
    [InlineData("benchmarks")]
    public void No_line_is_longer_than_120_characters(string part) =>
        Convention.Holds(SourceFiles.WrittenByHandIn(part).SelectMany(LongLines));

    [Fact]
    public void No_folder_of_src_contains_more_than_15_files()
    {
        var folders = SourceFiles.WrittenByHandIn("src")
            .GroupBy(file => SourceFiles.Relative(Path.GetDirectoryName(file)!))
            .Where(folder => folder.Count() > MaxFilesPerFolder && !LargerFolders.ContainsKey(folder.Key))
            .Select(folder => $"{folder.Key}: {folder.Count()} files; group them by what they do");

        Convention.Holds(folders);
    }

    private static IEnumerable<string> LongLines(string file) => File.ReadLines(file).Index()
        .Where(line => line.Item.Length > MaxLine)
        .Select(line => $"{SourceFiles.Relative(file)}({line.Index + 1}): {line.Item.Length} characters");
}
