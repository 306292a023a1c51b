using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Versori.Connectors.Agents.Tests.Schemas;
using Versori.Connectors.AI;

namespace Versori.Connectors.Agents.Tests.Functions;

public sealed class SearchTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Of_400_endpoints_one_is_found_described_and_called(bool usesPlanner)
    {
        await using var host = await AgentHost.StartAsync(
            builder => { if (usesPlanner) builder.AddGeneration(); }, LargeDocument());
        await host.ConnectAsync("ann");
        var tools = await host.ToolsAsync("ann");

        var found = await FunctionTests.CallAsync(tools, "search_endpoints", """{"query":"get one invoice"}""");
        var described = await FunctionTests.CallAsync(tools, "describe_endpoint", """{"name":"get_invoice"}""");
        var result = await FunctionTests.CallAsync(
            tools, "call_endpoint", """{"name":"get_invoice","arguments":{"id":"i1"}}""");

        Assert.StartsWith("get_invoice:", found.GetProperty("endpoints")[0].GetString(), StringComparison.Ordinal);
        Assert.Equal("call_endpoint", described.GetProperty("call").GetString());
        Assert.Equal("/invoices/i1", result.GetProperty("data").GetProperty("path").GetString());
    }

    [Fact]
    public async Task Four_hundred_endpoints_cost_few_tokens_to_begin_with()
    {
        await using var host = await AgentHost.StartAsync(document: LargeDocument());

        var tools = await host.ToolsAsync("ann");

        Assert.Equal((AgentToolShape.Search, 400), (tools.Shape, tools.EndpointNames.Count));
        var tokens = tools.Tools.OfType<AIFunction>().Sum(tool =>
            DocumentTests.TokensOf(DocumentTests.DefinitionOf(tool.Name, tool.Description, tool.JsonSchema)));
        Assert.InRange(tokens, 1, 8_000);
        TestContext.Current.TestOutputHelper!.WriteLine($"{tokens} tokens");
    }

    [Fact]
    public async Task A_write_is_called_only_with_the_function_that_needs_approval()
    {
        await using var host = await AgentHost.StartAsync();
        await host.ConnectAsync("ann");
        var tools = await host.ToolsAsync("ann", new() { Shape = AgentToolShape.Search });

        var refused = await FunctionTests.CallAsync(
            tools, "call_endpoint", """{"name":"issues_create","arguments":{"body":{"title":"Broken"}}}""");
        Assert.Empty(host.System.Requests);
        var called = await FunctionTests.CallAsync(
            tools, "call_write_endpoint", """{"name":"issues_create","arguments":{"body":{"title":"Broken"}}}""");

        Assert.Equal("approval_required", refused.GetProperty("error").GetProperty("code").GetString());
        Assert.Equal(201, called.GetProperty("status").GetInt32());
        Assert.Equal(
            "call_write_endpoint", Assert.Single(tools.Tools.OfType<ApprovalRequiredAIFunction>()).Name);
    }

    [Fact]
    public async Task Hosted_search_defers_all_endpoints()
    {
        await using var host = await AgentHost.StartAsync();

        var tools = await host.ToolsAsync("ann", new() { Shape = AgentToolShape.HostedSearch });

        var search = Assert.Single(tools.Tools.OfType<HostedToolSearchTool>());
        Assert.Equal(tools.EndpointNames, search.DeferredTools);
    }

    [Fact]
    public async Task An_unknown_endpoint_names_the_nearest()
    {
        await using var host = await AgentHost.StartAsync();
        var tools = await host.ToolsAsync("ann", new() { Shape = AgentToolShape.Search });

        var result = await FunctionTests.CallAsync(tools, "describe_endpoint", """{"name":"issue_list"}""");

        Assert.Equal("issues_list", result.GetProperty("error").GetProperty("nearest")[0].GetString());
    }

    internal static string LargeDocument()
    {
        string[] nouns =
        [
            "invoice", "order", "customer", "product", "payment", "refund", "shipment", "ticket", "agent", "contract",
            "vendor", "budget", "project", "task", "comment", "label", "board", "sprint", "release", "branch",
            "commit", "review", "deployment", "server", "volume", "network", "firewall", "domain", "certificate", "key",
            "user", "group", "role", "policy", "report", "dashboard", "alert", "metric", "event", "calendar",
            "meeting", "room", "desk", "visitor", "badge", "camera", "sensor", "device", "firmware", "license",
            "course", "lesson", "exam", "student", "teacher", "grade", "campaign", "audience", "segment", "email",
            "template", "form", "survey", "answer", "question", "note", "file", "folder", "share", "link",
            "webhook", "token", "session", "log", "backup", "snapshot", "image", "video", "playlist", "track",
        ];
        var paths = new JsonObject();
        foreach (var noun in nouns)
        {
            paths[$"/{noun}s"] = new JsonObject
            {
                ["get"] = Operation($"list_{noun}s", $"List {noun}s"),
                ["post"] = Operation($"create_{noun}", $"Create a {noun}"),
            };
            paths[$"/{noun}s/{{id}}"] = new JsonObject
            {
                ["parameters"] = new JsonArray(new JsonObject
                {
                    ["name"] = "id",
                    ["in"] = "path",
                    ["required"] = true,
                    ["schema"] = new JsonObject { ["type"] = "string" },
                }),
                ["get"] = Operation($"get_{noun}", $"Get a {noun}"),
                ["patch"] = Operation($"update_{noun}", $"Update a {noun}"),
                ["delete"] = Operation($"delete_{noun}", $"Delete a {noun}"),
            };
        }

        return new JsonObject
        {
            ["openapi"] = "3.1.0",
            ["info"] = new JsonObject { ["title"] = "Everything", ["version"] = "1" },
            ["paths"] = paths,
        }.ToJsonString();
    }

    private static JsonObject Operation(string id, string summary) => new()
    {
        ["operationId"] = id,
        ["summary"] = summary,
        ["responses"] = new JsonObject { ["200"] = new JsonObject { ["description"] = "OK" } },
    };
}
