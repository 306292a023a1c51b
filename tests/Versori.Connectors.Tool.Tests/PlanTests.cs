namespace Versori.Connectors.Tool.Tests;

public sealed class PlanTests : IDisposable
{
    private readonly ToolProcess _tool = new();

    public void Dispose() => _tool.Dispose();

    [Fact]
    public async Task A_plan_and_its_definitions_are_written()
    {
        _tool.Write("api.json", Documents.Shop());

        var result = await _tool.RunAsync(
            "plan", "store=api.json", "--need", "List orders and create one", "-o", "mirror");

        Assert.Equal(0, result.ExitCode);
        Assert.Equal(["api.json", "mirror/plan.json", "mirror/store.json"], _tool.Files);
        var definition = ConnectorDefinition.Parse(_tool.Read("mirror/store.json"));
        Assert.Equal("store", definition.Id.Value);
        Assert.Equal(
            ["createOrder", "listOrders"],
            definition.Endpoints.Select(endpoint => endpoint.Id).Order(StringComparer.Ordinal));
        Assert.Contains("createOrder  writes", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Questions_are_answered_by_options()
    {
        var document = Documents.Shop().Replace("\"servers\": [ { \"url\": \"https://api.shop.example\" } ],", "", StringComparison.Ordinal);
        _tool.Write("api.json", document);
        string[] arguments = ["plan", "shop=api.json", "-n", "List orders", "--json"];

        var open = await _tool.RunAsync(arguments);
        var answered = await _tool.RunAsync([.. arguments, "--answer", "shop/base-url=https://eu.shop.example"]);
        var unknown = await _tool.RunAsync([.. arguments, "--answer", "colour=blue"]);

        Assert.Equal(0, open.ExitCode);
        Assert.Contains("base-url", open.Output, StringComparison.Ordinal);
        Assert.Equal(0, answered.ExitCode);
        Assert.Equal(
            "https://eu.shop.example", (string?)answered.Json["plan"]!["connectors"]![0]!["definition"]!["baseUrl"]);
        Assert.Equal(2, unknown.ExitCode);
        Assert.Contains("shop/base-url", (string?)unknown.Json["errors"]![0]!["message"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Requirements_may_begin_with_an_at_sign()
    {
        _tool.Write("api.json", Documents.Shop());

        var result = await _tool.RunAsync("plan", "api.json", "--need", "@shop: list orders");

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("listOrders", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_source_that_cannot_be_read_leaves_nothing_behind()
    {
        _tool.Write("api.json", Documents.Shop());

        var result = await _tool.RunAsync("plan", "api.json", "missing.json", "--need", "List orders", "-o", "mirror");

        Assert.Equal(3, result.ExitCode);
        Assert.Equal(["api.json"], _tool.Files);
        Assert.False(Directory.Exists(_tool.PathOf("mirror")));
    }
}
