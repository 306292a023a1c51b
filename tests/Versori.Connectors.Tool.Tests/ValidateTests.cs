namespace Versori.Connectors.Tool.Tests;

public sealed class ValidateTests : IDisposable
{
    private readonly ToolProcess _tool = new();

    public void Dispose() => _tool.Dispose();

    [Fact]
    public async Task A_wrong_key_names_its_place_and_the_nearest()
    {
        _tool.Write("shop.json", Documents.Definition().Replace("\"method\": \"POST\"", "\"methd\": \"POST\"", StringComparison.Ordinal));

        var result = await _tool.RunAsync("validate", "shop.json");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("shop.json:10: error: ", result.Error, StringComparison.Ordinal);
        Assert.Contains("(at /endpoints/1/methd)", result.Error, StringComparison.Ordinal);
        Assert.Contains("method", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_problems_of_all_files_are_reported()
    {
        _tool.Write("good.json", Documents.Definition());
        _tool.Write("bad.json", Documents.Definition(baseUrl: "http://api.shop.example", path: "/orders/{missing}"));

        var result = await _tool.RunAsync("validate", "good.json", "bad.json", "--json");

        Assert.Equal(1, result.ExitCode);
        var files = result.Json["files"]!.AsArray();
        Assert.Empty(files[0]!["problems"]!.AsArray());
        var problems = files[1]!["problems"]!.AsArray();
        Assert.True(problems.Count >= 3, result.Output);
        Assert.All(problems, problem => Assert.NotNull(problem!["line"]));
    }

    [Fact]
    public async Task Text_that_is_not_json_is_a_problem_with_a_line()
    {
        var result = await _tool.RunAsync("{\n\"id\": }", ["validate", "-"]);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("standard input:2: error: ", result.Error, StringComparison.Ordinal);
    }
}
