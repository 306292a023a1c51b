namespace Versori.Connectors.Tool.Tests;

public sealed class UsageTests : IDisposable
{
    private readonly ToolProcess _tool = new();

    public void Dispose() => _tool.Dispose();

    [Fact]
    public async Task Help_lists_the_commands()
    {
        var result = await _tool.RunAsync("--help");

        Assert.Equal(0, result.ExitCode);
        Assert.All(
            ["import", "validate", "plan", "diff", "known", "test", "serve", "mcp", "new"],
            command => Assert.Contains($"  {command}", result.Output, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("improt", "'import'")]
    [InlineData("valdate", "'validate'")]
    public async Task An_unknown_command_names_the_nearest(string command, string nearest)
    {
        var result = await _tool.RunAsync(command, "file.json");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains($"Unknown command '{command}'. Did you mean {nearest}", result.Error, StringComparison.Ordinal);
        Assert.Empty(result.Output);
    }

    [Theory]
    [InlineData("import", "--outptu", "x.json", "a.json")]
    [InlineData("import", "a.json", "--outptu", "x.json")]
    public async Task An_unknown_option_names_the_nearest(params string[] arguments)
    {
        var result = await _tool.RunAsync(arguments);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("'--outptu'. Did you mean '--output'", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData]
    [InlineData("import")]
    [InlineData("plan", "a.json")]
    [InlineData("diff", "a.json")]
    [InlineData("diff", "a.json", "b.json", "--fail-on", "sometimes")]
    [InlineData("import", "a.json", "--max-megabytes", "many")]
    [InlineData("import", "a.json", "--max-megabytes", "0")]
    [InlineData("test", "a.json", "--timeout", "0")]
    [InlineData("mcp", "--credential", "TOKEN")]
    [InlineData("serve", "--port", "70000")]
    public async Task A_wrong_command_line_is_an_error_without_a_stack_trace(params string[] arguments)
    {
        var result = await _tool.RunAsync(arguments);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("error: ", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Usage_errors_are_json_if_it_is_asked_for()
    {
        var result = await _tool.RunAsync("import", "a.json", "--json", "--strct");

        Assert.Equal(2, result.ExitCode);
        Assert.Equal(2, (int?)result.Json["exitCode"]);
        Assert.Contains("'--strict'", (string?)result.Json["errors"]![0]!["message"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Output_that_is_redirected_has_no_colours()
    {
        _tool.Write("shop.json", Documents.Definition());

        var result = await _tool.RunAsync("validate", "shop.json");

        Assert.Equal(0, result.ExitCode);
        Assert.DoesNotContain('\e', result.Output + result.Error);
    }
}
