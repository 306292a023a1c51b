namespace Versori.Connectors.Tool.Tests;

public sealed class NewTests : IDisposable
{
    private readonly ToolProcess _tool = new();

    public void Dispose() => _tool.Dispose();

    [Fact]
    public async Task A_project_is_written_for_a_definition()
    {
        _tool.Write("shop.json", Documents.Definition());

        var result = await _tool.RunAsync("new", "hosts/Orders", "--from", "shop.json");

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("hosts/Orders/Orders.csproj", _tool.Files);
        Assert.Equal("shop", ConnectorDefinition.Parse(_tool.Read("hosts/Orders/connector.json")).Id.Value);
        Assert.Contains("Variable(\"SHOP_TOKEN\")", _tool.Read("hosts/Orders/Program.cs"), StringComparison.Ordinal);
        Assert.Contains("SHOP_TOKEN", _tool.Read("hosts/Orders/README.md"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_that_has_files_is_not_changed()
    {
        _tool.Write("Orders/mine.txt", "mine");

        var result = await _tool.RunAsync("new", "Orders", "--json");

        Assert.Equal(3, result.ExitCode);
        Assert.Equal(["Orders/mine.txt"], _tool.Files);
    }
}
