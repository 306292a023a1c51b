using System.Text.RegularExpressions;

namespace Versori.Connectors.Tool.Tests;

public sealed class NewTests : IDisposable
{
    private readonly ToolProcess _tool = new();

    private static string Template => Path.Combine(ToolProcess.Repository, "templates", "versori-host");

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
    public async Task Without_a_definition_the_files_are_those_of_the_template()
    {
        var template = Directory.GetFiles(Template).ToDictionary(
            file => $"Orders/{Path.GetFileName(file).Replace("VersoriHost", "Orders", StringComparison.Ordinal)}",
            file => File.ReadAllText(file).Replace("VersoriHost", "Orders", StringComparison.Ordinal));

        var result = await _tool.RunAsync("new", "Orders");

        Assert.Equal(0, result.ExitCode);
        Assert.Equal(template.Keys.Order(StringComparer.Ordinal), _tool.Files);
        var reference = new Regex("Version=\"[^\"]*\"");
        Assert.All(template, file =>
            Assert.Equal(reference.Replace(file.Value, ""), reference.Replace(_tool.Read(file.Key), "")));
        Assert.Matches(@"Hosting"" Version=""\d+\.\d+\.\d+[^""]*""", _tool.Read("Orders/Orders.csproj"));
    }

    [Fact]
    public async Task Inputs_and_the_fields_of_the_credential_come_from_the_environment()
    {
        var result = await _tool.RunAsync("new", "Desk", "--known", "zendesk");

        Assert.Equal(0, result.ExitCode);
        Assert.Contains(
            "Inputs = new Dictionary<string, string> { [\"subdomain\"] = Variable(\"ZENDESK_SUBDOMAIN\") },",
            _tool.Read("Desk/Program.cs"),
            StringComparison.Ordinal);
        Assert.StartsWith("# Desk\n\nConnects to Zendesk ", _tool.Read("Desk/README.md"), StringComparison.Ordinal);
        Assert.Contains("- `ZENDESK_SUBDOMAIN`\n", _tool.Read("Desk/README.md"), StringComparison.Ordinal);
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
