namespace Versori.Connectors.Tool.Tests;

public sealed class DiffTests : IDisposable
{
    private readonly ToolProcess _tool = new();

    public DiffTests()
    {
        _tool.Write("before.json", Documents.Shop());
        _tool.Write("after.json", Documents.Shop().Replace("listCustomers", "allCustomers", StringComparison.Ordinal));
    }

    public void Dispose() => _tool.Dispose();

    [Fact]
    public async Task What_breaks_is_said_with_the_templates_that_it_concerns()
    {
        var result = await _tool.RunAsync(
            "diff", "before.json", "after.json", "--template", "mirror=listCustomers", "--template", "orders=listOrders");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("Breaking", result.Output, StringComparison.Ordinal);
        Assert.Contains("local/mirror", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("local/orders", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Documents_without_differences_are_equal()
    {
        var result = await _tool.RunAsync("diff", "before.json", "before.json", "--fail-on", "any", "--json");

        Assert.Equal(0, result.ExitCode);
        Assert.NotNull(result.Json["diff"]);
    }

    [Theory]
    [InlineData("never", 0)]
    [InlineData("possible", 1)]
    public async Task The_option_decides_what_fails(string kind, int exitCode) =>
        Assert.Equal(exitCode, (await _tool.RunAsync("diff", "before.json", "after.json", "--fail-on", kind)).ExitCode);
}
