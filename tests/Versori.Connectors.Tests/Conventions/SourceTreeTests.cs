namespace Versori.Connectors.Tests.Conventions;

/// <summary>The layout of the source tree.</summary>
public sealed class SourceTreeTests
{
    private static readonly string[] Vague =
    [
        "Helpers", "Utils", "Utilities", "Common", "Models", "Services", "Misc", "Shared",
    ];

    [Theory]
    [InlineData("src")]
    [InlineData("tests")]
    public void No_file_is_longer_than_400_lines(string part) =>
        Assert.Empty(SourceFiles.WrittenByHandIn(part)
            .Where(file => File.ReadLines(file).Count() > 400)
            .Select(Path.GetFileName));

    [Theory]
    [InlineData("src")]
    [InlineData("tests")]
    public void No_folder_has_a_meaningless_name(string part) =>
        Assert.Empty(
            Files(part)
                .Select(file => Path.GetFileName(Path.GetDirectoryName(file)!)).Where(Vague.Contains)
                .Distinct());

    [Fact]
    public void No_file_contains_more_than_one_public_type() =>
        Assert.Empty(Files("src").Where(file => File.ReadLines(file).Count(IsPublicType) > 1).Select(Path.GetFileName));

    private static bool IsPublicType(string line) =>
        line.StartsWith("public ", StringComparison.Ordinal)
        && line.Split(' ').Any(word => word is "class" or "record" or "struct" or "interface" or "enum" or "delegate");

    private static List<string> Files(string part) => SourceFiles.In(part);
}
