using System.Text.Json;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Versori.Connectors.AI;
using Versori.Connectors.AI.Endpoints;

namespace Versori.Connectors.Agents.Tests.Functions;

public sealed class FunctionTests
{
    [Fact]
    public async Task Each_endpoint_is_a_function_with_a_legal_name_and_writes_need_approval()
    {
        await using var host = await AgentHost.StartAsync();

        var tools = await host.ToolsAsync("ann");

        Assert.Equal(AgentToolShape.Endpoints, tools.Shape);
        Assert.Equal(
            ["echo", "issues_create", "issues_delete", "issues_get", "issues_list", "read_result"],
            tools.Tools.Select(tool => tool.Name).Order(StringComparer.Ordinal));
        Assert.Equal(
            ["issues_create", "issues_delete"],
            tools.Tools.OfType<ApprovalRequiredAIFunction>().Select(tool => tool.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Arguments_reach_the_system_under_the_names_of_the_document()
    {
        await using var host = await AgentHost.StartAsync();
        await host.ConnectAsync("ann");
        var tools = await host.ToolsAsync("ann");

        var read = await CallAsync(tools, "issues_get", """{"path_id":7,"query_id":"q/1"}""");
        await CallAsync(tools, "issues_list", """{"filter_state":"open"}""");
        var created = await CallAsync(
            tools, "issues_create", """{"body":{"title":"Broken","due_date":"2026-01-02","lines":[{"s_k_u":"A"}]}}""");

        Assert.Equal("/issues/7", read.GetProperty("data").GetProperty("path").GetString());
        Assert.Equal("?id=q%2F1", read.GetProperty("data").GetProperty("query").GetString());
        Assert.Contains("state", host.System.Requests[1].Target, StringComparison.Ordinal);
        Assert.Equal(201, created.GetProperty("status").GetInt32());
        Assert.Equal(
            """{"title":"Broken","due date":"2026-01-02","lines":[{"s k u":"A"}]}""",
            Assert.Single(TrackerSystem.Created(host.System)));
    }

    [Fact]
    public async Task Wrong_arguments_are_reported_at_the_places_that_the_model_knows_and_nothing_is_sent()
    {
        await using var host = await AgentHost.StartAsync();
        await host.ConnectAsync("ann");
        var tools = await host.ToolsAsync("ann");

        var wrong = await CallAsync(
            tools, "issues_create", """{"body":{"title":"x","lines":[{"s_k_u":1}]}}""");
        var unknown = await CallAsync(tools, "issues_list", """{"header.X-Secret":"1","owner":"user:bob"}""");

        var places = Problems(wrong);
        Assert.Equal(["body/lines/0/s_k_u", "body/title"], places.Order(StringComparer.Ordinal));
        Assert.Equal(["header.X-Secret", "owner"], Problems(unknown));
        Assert.Empty(host.System.Requests);
    }

    [Fact]
    public async Task A_member_under_both_of_its_names_is_sent_once()
    {
        await using var host = await AgentHost.StartAsync();
        await host.ConnectAsync("ann");

        await CallAsync(
            await host.ToolsAsync("ann"),
            "issues_create",
            """{"body":{"title":"Broken","due_date":"2026-01-02","due date":"2026-01-03"}}""");

        Assert.Equal(
            """{"title":"Broken","due date":"2026-01-03"}""", Assert.Single(TrackerSystem.Created(host.System)));
    }

    [Fact]
    public async Task A_body_as_text_with_a_member_twice_is_not_sent()
    {
        await using var host = await AgentHost.StartAsync();
        await host.ConnectAsync("ann");

        var result = await CallAsync(
            await host.ToolsAsync("ann"), "issues_create", """{"body":"{\"title\":\"one\",\"title\":\"two\"}"}""");

        Assert.Equal(["body"], Problems(result));
        Assert.Empty(host.System.Requests);
    }

    [Fact]
    public async Task A_body_as_text_with_half_of_a_surrogate_pair_fails_no_function()
    {
        await using var host = await AgentHost.StartAsync();
        await host.ConnectAsync("ann");
        var function = (await host.ToolsAsync("ann")).Tools.OfType<AIFunction>()
            .Single(tool => tool.Name == "issues_create");

        var result = await function.InvokeAsync(new() { ["body"] = "{\"title\":\"Brok\ud800en\"}" });

        Assert.Equal(201, Assert.IsType<JsonElement>(result).GetProperty("status").GetInt32());
        Assert.Equal("{\"title\":\"Brok\ufffden\"}", Assert.Single(TrackerSystem.Created(host.System)));
    }

    [Theory]
    [InlineData("POST", "/issues", false)]
    [InlineData("POST", "/issues/{id}/comments", false)]
    [InlineData("POST", "/issues/{id}/cancel", true)]
    [InlineData("POST", "/alerts/{id}/dismiss", true)]
    [InlineData("POST", "/groups/{id}/removeMembers", true)]
    [InlineData("PUT", "/issues/{id}", true)]
    [InlineData("PATCH", "/issues/{id}", true)]
    [InlineData("DELETE", "/issues/{id}", true)]
    public void Only_a_post_that_certainly_adds_is_called_harmless(string method, string path, bool isDestructive) =>
        Assert.Equal(
            isDestructive,
            EndpointTraits.Of(new() { Id = "endpoint", Method = method, Path = path }, null).IsDestructive);

    [Fact]
    public async Task A_call_uses_the_connection_of_the_owner_that_the_host_fixed()
    {
        await using var host = await AgentHost.StartAsync();
        await host.ConnectAsync("ann");
        await host.ConnectAsync("bob");

        var result = await CallAsync(await host.ToolsAsync("bob"), "issues_list", "{}");

        Assert.Contains("of bob", result.ToString(), StringComparison.Ordinal);
        Assert.Equal($"Bearer {AgentHost.TokenOf("bob")}", Assert.Single(host.System.Requests).Authorization);
    }

    [Fact]
    public async Task A_missing_connection_leads_to_a_link_for_this_owner_and_the_call_works_when_it_is_repeated()
    {
        ConnectLinkRequest? asked = null;
        await using var host = await AgentHost.StartAsync(builder => builder.UseConnectLinks((request, _) =>
        {
            asked = request;
            return new(new ConnectLink(new Uri("https://desk.example.com/connect?ticket=1")));
        }));
        var tools = await host.ToolsAsync("ann");

        var refused = await CallAsync(tools, "issues_list", "{}");
        await host.ConnectAsync("ann");
        var repeated = await CallAsync(tools, "issues_list", "{}");

        var error = refused.GetProperty("error");
        Assert.Equal("sign_in_required", error.GetProperty("code").GetString());
        Assert.Equal("https://desk.example.com/connect?ticket=1", error.GetProperty("signInUrl").GetString());
        Assert.Equal((Owner.User("ann"), AgentHost.Template), (asked!.Owner, asked.Template));
        Assert.Equal(200, repeated.GetProperty("status").GetInt32());
    }

    [Fact]
    public async Task Without_links_the_result_states_that_a_sign_in_is_needed()
    {
        await using var host = await AgentHost.StartAsync();

        var result = await CallAsync(await host.ToolsAsync("ann"), "issues_list", "{}");

        Assert.Equal("sign_in_required", result.GetProperty("error").GetProperty("code").GetString());
        Assert.False(result.GetProperty("error").TryGetProperty("signInUrl", out _));
    }

    [Fact]
    public async Task A_credential_that_the_system_echoes_is_redacted()
    {
        await using var host = await AgentHost.StartAsync();
        await host.ConnectAsync("ann");

        var result = await CallAsync(await host.ToolsAsync("ann"), "echo", "{}");

        Assert.DoesNotContain(AgentHost.Canary, result.ToString(), StringComparison.Ordinal);
        Assert.Contains("[redacted]", result.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failed_call_states_missing_scopes_and_what_the_system_said()
    {
        await using var host = await AgentHost.StartAsync(respond: async context =>
        {
            context.Response.StatusCode = 403;
            context.Response.Headers.WWWAuthenticate = "Bearer error=\"insufficient_scope\", scope=\"issues:read\"";
            context.Response.ContentType = "application/problem+json";
            await Microsoft.AspNetCore.Http.HttpResponseWritingExtensions.WriteAsync(
                context.Response, """{"title":"Not allowed","detail":"Grant issues:read."}""");
        });
        await host.ConnectAsync("ann");

        var result = await CallAsync(await host.ToolsAsync("ann"), "issues_list", "{}");

        Assert.Equal(403, result.GetProperty("status").GetInt32());
        Assert.Contains("Grant issues:read.", result.GetProperty("error").ToString(), StringComparison.Ordinal);
        Assert.Equal("missing_scopes", result.GetProperty("error").GetProperty("code").GetString());
    }

    [Fact]
    public async Task Writes_that_are_not_included_are_neither_offered_nor_callable()
    {
        await using var host = await AgentHost.StartAsync();
        await host.ConnectAsync("ann");

        var own = await host.ToolsAsync("ann", new() { IncludesWrites = false });
        var search = await host.ToolsAsync("ann", new() { IncludesWrites = false, Shape = AgentToolShape.Search });

        Assert.DoesNotContain("issues_create", own.EndpointNames);
        Assert.DoesNotContain(search.Tools, tool => tool.Name == "call_write_endpoint");
        var result = await CallAsync(search, "call_endpoint", """{"name":"issues_create","arguments":{}}""");
        Assert.Equal("unknown_endpoint", result.GetProperty("error").GetProperty("code").GetString());
    }

    private static List<string?> Problems(JsonElement result) =>
    [
        .. result.GetProperty("error").GetProperty("problems").EnumerateArray()
            .Select(problem => problem.GetProperty("argument").GetString()),
    ];

    internal static async Task<JsonElement> CallAsync(AgentToolset tools, string name, string arguments)
    {
        var function = tools.Tools.OfType<AIFunction>().Single(tool => tool.Name == name);
        var given = JsonSerializer.Deserialize<Dictionary<string, object?>>(arguments)!;
        return Assert.IsType<JsonElement>(await function.InvokeAsync(new(given)));
    }
}
