using Microsoft.CodeAnalysis;

namespace Versori.Connectors.Hosts.Tests.Documentation;

public sealed class DocumentationTests
{
    public static TheoryData<string> Pages() =>
        [.. Repository.Pages().Where(page => CodeBlock.In(page).Count > 0)];

    [Theory]
    [MemberData(nameof(Pages))]
    public void The_code_of_a_page_compiles(string page)
    {
        var errors = CodeBlock.In(page)
            .SelectMany(block => Compiler.Compile(block, block.ToSource()).GetDiagnostics())
            .Where(found => found.Severity == DiagnosticSeverity.Error)
            .Select(found => found.ToString())
            .ToList();

        // An equality assertion would truncate the text.
        if (errors.Count > 0) Assert.Fail(string.Join('\n', errors));
    }

    [Fact]
    public void The_pages_have_code() => Assert.True(Pages().Count > 10);

    [Theory]
    [InlineData("README.md", "Versori.Connectors.Hosting")]
    [InlineData("docs/stores.md", "Versori.Connectors.EntityFrameworkCore.PostgreSql")]
    [InlineData("docs/stores.md", "Versori.Connectors.AzureKeyVault")]
    [InlineData("docs/generation.md", "Versori.Connectors.Generation")]
    [InlineData("docs/testing.md", "Versori.Connectors.Testing")]
    public void A_page_names_the_package_to_add(string page, string package) => Assert.Contains(
        $"dotnet add package {package} ",
        File.ReadAllText(Path.Combine(Repository.Root, page)),
        StringComparison.Ordinal);
}
