using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace Versori.Connectors.Tool.Tests;

public sealed class McpTests : IAsyncLifetime
{
    private const string Token = "t0ken-that-no-agent-may-see";

    private readonly ToolProcess _tool = new();
    private LoopbackServer _server = null!;

    private string Origin => _server.BaseAddress.GetLeftPart(UriPartial.Authority);

    public async ValueTask InitializeAsync()
    {
        _server = await LoopbackServer.StartAsync(async context =>
        {
            context.Response.ContentType = "application/json";
            await context.Response.WriteAsync("[]");
        });
        _tool.Write("api.json", Documents.Shop());
        _tool.Write("shop.json", Documents.Definition(Origin));
        _tool.Environment["SHOP_TOKEN"] = Token;
        _tool.Environment["OTHER_TOKEN"] = "other";
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _tool.Dispose();
    }

    [Fact]
    public async Task An_agent_builds_a_connector()
    {
        await using var client = await ConnectAsync();

        var tools = await client.ListToolsAsync();
        var found = await CallAsync(client, "search_endpoints", new() { ["source"] = "api.json", ["query"] = "create an order" });
        var shown = await CallAsync(client, "show_endpoint", new() { ["source"] = "api.json", ["endpoint"] = "createOrder" });
        var planned = await CallAsync(client, "plan", new()
        {
            ["requirements"] = "List orders", ["sources"] = new JsonArray("shop=api.json"), ["folder"] = "plan",
        });
        var added = await CallAsync(client, "add_endpoint", new()
        {
            ["definition"] = "plan/shop.json", ["source"] = "api.json", ["endpoint"] = "createOrder", ["plan"] = "plan/plan.json",
        });
        var valid = await CallAsync(client, "validate", new() { ["definition"] = "plan/shop.json" });
        var known = await CallAsync(client, "search_known_systems", new() { ["query"] = "hubspot" });
        var diff = await CallAsync(client, "diff", new() { ["before"] = "api.json", ["after"] = "plan/shop.json" });

        Assert.Equal(9, tools.Count);
        Assert.Equal("createOrder", (string?)found["endpoints"]![0]!["id"]);
        Assert.Contains("Order", shown.ToJsonString(), StringComparison.Ordinal);
        Assert.Contains("plan/shop.json", planned["written"]!.ToJsonString(), StringComparison.Ordinal);
        Assert.NotNull(added["changes"]);
        Assert.True((bool?)valid["isValid"]);
        Assert.Equal("hubspot", (string?)known["systems"]![0]!["id"]);
        Assert.True((bool?)diff["isBreaking"]);
        var definition = ConnectorDefinition.Parse(_tool.Read("plan/shop.json"));
        Assert.Equal(
            ["createOrder", "listOrders"],
            definition.Endpoints.Select(endpoint => endpoint.Id).Order(StringComparer.Ordinal));
        Assert.Contains("\"createOrder\"", _tool.Read("plan/plan.json"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("../outside.json")]
    [InlineData("/tmp/outside.json")]
    public async Task Files_outside_the_working_directory_are_neither_read_nor_written(string file)
    {
        await using var client = await ConnectAsync();

        var read = await CallAsync(client, "validate", new() { ["definition"] = file }, isError: true);
        var written = await CallAsync(
            client, "import", new() { ["source"] = "api.json", ["definition"] = file }, isError: true);

        Assert.Contains("not below the working directory", (string?)read["error"], StringComparison.Ordinal);
        Assert.Contains("not below the working directory", (string?)written["error"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_does_not_lead_out_of_the_working_directory()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need a privilege.");
        using var other = new ToolProcess();
        Directory.CreateSymbolicLink(_tool.PathOf("link"), other.Folder);
        await using var client = await ConnectAsync();

        var written = await CallAsync(
            client, "import", new() { ["source"] = "api.json", ["definition"] = "link/shop.json" }, isError: true);

        Assert.Contains("not below the working directory", (string?)written["error"], StringComparison.Ordinal);
        Assert.Empty(other.Files);
    }

    [Fact]
    public async Task Tests_use_the_developers_credential_for_its_own_origin_only()
    {
        await using var client = await ConnectAsync("--credential", $"SHOP_TOKEN={Origin}");
        _tool.Write("elsewhere.json", Documents.Definition("https://collector.example"));
        JsonObject arguments = new() { ["definition"] = "shop.json", ["credential"] = new JsonObject { ["token"] = "SHOP_TOKEN" } };

        var report = await CallAsync(client, "test", arguments.DeepClone().AsObject());
        var requests = _server.Requests.Count;
        arguments["definition"] = "elsewhere.json";
        var elsewhere = await CallAsync(client, "test", arguments.DeepClone().AsObject(), isError: true);
        arguments["definition"] = "shop.json";
        arguments["credential"]!["token"] = "OTHER_TOKEN";
        var other = await CallAsync(client, "test", arguments.DeepClone().AsObject(), isError: true);
        arguments["unsafe"] = true;
        var writing = await CallAsync(client, "test", arguments, isError: true);

        Assert.Contains("\"works\"", report.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal($"Bearer {Token}", _server.Requests[0].Headers["Authorization"].ToString());
        Assert.Contains("may not be sent to https://collector.example", (string?)elsewhere["error"], StringComparison.Ordinal);
        Assert.Contains("was not started with", (string?)other["error"], StringComparison.Ordinal);
        Assert.Contains("--allow-unsafe", (string?)writing["error"], StringComparison.Ordinal);
        Assert.Equal(requests, _server.Requests.Count);
        Assert.DoesNotContain(Token, report.ToJsonString() + elsewhere.ToJsonString(), StringComparison.Ordinal);
    }

    private async Task<McpClient> ConnectAsync(params string[] arguments) => await McpClient.CreateAsync(
        new StdioClientTransport(new()
        {
            Command = "dotnet",
            Arguments = [ToolProcess.Assembly, "mcp", .. arguments],
            WorkingDirectory = _tool.Folder,
            EnvironmentVariables = _tool.Environment.ToDictionary(pair => pair.Key, pair => (string?)pair.Value),
        }),
        cancellationToken: TestContext.Current.CancellationToken);

    private static async Task<JsonNode> CallAsync(
        McpClient client, string tool, JsonObject arguments, bool isError = false)
    {
        var result = await client.CallToolAsync(
            tool,
            arguments.ToDictionary(pair => pair.Key, pair => (object?)pair.Value),
            cancellationToken: TestContext.Current.CancellationToken);
        var text = Assert.IsType<TextContentBlock>(Assert.Single(result.Content)).Text;
        Assert.True((result.IsError ?? false) == isError, text);
        return JsonNode.Parse(text)!;
    }
}
