namespace Versori.Connectors.Tool.Tests;

public sealed class KnownTests : IDisposable
{
    private readonly ToolProcess _tool = new();

    public void Dispose() => _tool.Dispose();

    [Fact]
    public async Task Systems_are_found_by_words()
    {
        var result = await _tool.RunAsync("known", "search", "hubspot", "--json");

        Assert.Equal(0, result.ExitCode);
        Assert.Equal("hubspot", (string?)result.Json["systems"]![0]!["id"]);
        Assert.Equal(1, (await _tool.RunAsync("known", "search", "no-such-vendor")).ExitCode);
    }

    [Fact]
    public async Task An_unknown_system_names_the_nearest()
    {
        var result = await _tool.RunAsync("known", "show", "hubsopt");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("hubspot", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_system_is_shown_and_its_definition_written()
    {
        var result = await _tool.RunAsync("known", "show", "api.hubapi.com", "-o", "hubspot.json");

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("https://api.hubapi.com", result.Output, StringComparison.Ordinal);
        Assert.Equal("hubspot", ConnectorDefinition.Parse(_tool.Read("hubspot.json")).Id.Value);
    }

    [Fact]
    public async Task Old_facts_are_listed()
    {
        var result = await _tool.RunAsync("known", "staleness", "--undated", "--json");

        Assert.Equal(1, result.ExitCode);
        Assert.NotEmpty(result.Json["facts"]!.AsArray());
    }
}
