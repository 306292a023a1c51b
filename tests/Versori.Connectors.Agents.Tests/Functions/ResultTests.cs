using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Versori.Connectors.AI.Results;
using Versori.Connectors.Agents.Tests.Schemas;

namespace Versori.Connectors.Agents.Tests.Functions;

public sealed class ResultTests
{
    [Fact]
    public async Task A_long_list_is_shortened_and_the_rest_is_read_until_nothing_is_left()
    {
        await using var host = await AgentHost.StartAsync();
        await host.ConnectAsync("ann");
        var tools = await host.ToolsAsync("ann", new() { ResultTokens = 1_000 });

        var result = await FunctionTests.CallAsync(tools, "issues_list", """{"count":100}""");

        var ids = new List<int>();
        for (var page = 0; page < 200; page++)
        {
            Assert.InRange(DocumentTests.TokensOf(result.GetRawText()), 1, 1_000);
            var data = result.GetProperty("data");
            var items = data.ValueKind == JsonValueKind.Array ? data : data.GetProperty("items");
            ids.AddRange(items.EnumerateArray().Select(item => item.GetProperty("id").GetInt32()));
            if (ids.Count == 100) break;
            var handle = result.GetProperty("handle").GetString();
            result = await FunctionTests.CallAsync(
                tools, "read_result", $$"""{"handle":"{{handle}}","pointer":"/items","offset":{{ids.Count}}}""");
        }

        Assert.Equal(Enumerable.Range(1, 100), ids);
    }

    [Fact]
    public async Task A_long_text_is_read_on_from_where_it_was_cut()
    {
        var text = string.Concat(Enumerable.Range(0, 2_000).Select(number => $"line {number}\n"));
        await using var host = await AgentHost.StartAsync(respond: context =>
        {
            context.Response.ContentType = "text/plain";
            return Microsoft.AspNetCore.Http.HttpResponseWritingExtensions.WriteAsync(context.Response, text);
        });
        await host.ConnectAsync("ann");
        var tools = await host.ToolsAsync("ann");

        var result = await FunctionTests.CallAsync(tools, "issues_list", "{}");

        var read = "";
        for (var part = 0; part < 100; part++)
        {
            read += result.GetProperty("data").GetString();
            if (!result.TryGetProperty("handle", out var handle)) break;
            result = await FunctionTests.CallAsync(
                tools, "read_result", $$"""{"handle":"{{handle.GetString()}}","offset":{{read.Length}}}""");
        }

        Assert.Equal(text, read);
    }

    [Fact]
    public async Task An_object_that_cannot_be_shortened_is_read_as_text_to_its_end()
    {
        var content = $$"""{"{{new string('a', 5_000)}}":1,"{{new string('b', 5_000)}}":2}""";
        await using var host = await AgentHost.StartAsync(respond: context =>
        {
            context.Response.ContentType = "application/json";
            return Microsoft.AspNetCore.Http.HttpResponseWritingExtensions.WriteAsync(context.Response, content);
        });
        await host.ConnectAsync("ann");
        var tools = await host.ToolsAsync("ann", new() { ResultTokens = 1_000 });

        var result = await FunctionTests.CallAsync(tools, "issues_list", "{}");

        var read = "";
        for (var part = 0; part < 100; part++)
        {
            read += result.GetProperty("data").GetString();
            if (!result.TryGetProperty("handle", out var handle)) break;
            result = await FunctionTests.CallAsync(
                tools, "read_result", $$"""{"handle":"{{handle.GetString()}}","offset":{{read.Length}}}""");
        }

        Assert.Equal(content, read);
    }

    [Fact]
    public async Task Another_owner_cannot_read_a_result()
    {
        await using var host = await AgentHost.StartAsync();
        await host.ConnectAsync("ann");
        var result = await FunctionTests.CallAsync(
            await host.ToolsAsync("ann", new() { ResultTokens = 400 }), "issues_list", """{"count":100}""");
        var handle = result.GetProperty("handle").GetString();

        var other = await FunctionTests.CallAsync(
            await host.ToolsAsync("bob"), "read_result", $$"""{"handle":"{{handle}}"}""");

        Assert.Equal("unknown_handle", other.GetProperty("error").GetProperty("code").GetString());
    }

    [Theory]
    [InlineData("""{"handle":"x"}""", "unknown_handle")]
    [InlineData("{}", "unknown_handle")]
    public async Task An_unknown_handle_is_an_error_that_says_what_to_do(string arguments, string code)
    {
        await using var host = await AgentHost.StartAsync();

        var result = await FunctionTests.CallAsync(await host.ToolsAsync("ann"), "read_result", arguments);

        Assert.Equal(code, result.GetProperty("error").GetProperty("code").GetString());
    }

    [Fact]
    public async Task The_list_of_what_is_left_out_has_no_more_than_its_tokens_however_long_the_names_are()
    {
        var members = Enumerable.Range(0, 60).Select(at =>
        {
            var name = new string((char)('a' + (at % 26)), 3_000);
            return $$"""{"{{name}}{{at}}":"{{new string('x', 9_000)}}","id":{{at}}}""";
        });
        var content = $"[{string.Join(',', members)}]";
        await using var host = await AgentHost.StartAsync(respond: context => WriteAsync(context, content));
        await host.ConnectAsync("ann");

        var result = await FunctionTests.CallAsync(
            await host.ToolsAsync("ann", new() { ResultTokens = 2_000 }), "issues_list", "{}");

        Assert.InRange(DocumentTests.TokensOf(result.GetRawText()), 1, 2_000);
        Assert.True(result.TryGetProperty("handle", out _));
        Assert.InRange(result.GetProperty("omitted").GetArrayLength(), 0, 8);
    }

    [Fact]
    public async Task A_result_that_is_too_large_to_be_kept_has_no_handle_and_states_what_to_do()
    {
        var content = $"[{string.Join(',', Enumerable.Range(0, 3_000))}]";
        await using var host = await AgentHost.StartAsync(
            builder => builder.Services.AddSingleton(
                provider => new ResultStore(provider.GetRequiredService<TimeProvider>(), maximumCharacters: 5_000)),
            respond: context => WriteAsync(context, content));
        await host.ConnectAsync("ann");

        var result = await FunctionTests.CallAsync(
            await host.ToolsAsync("ann", new() { ResultTokens = 500 }), "issues_list", "{}");

        Assert.False(result.TryGetProperty("handle", out _));
        Assert.Contains("too large to be kept", result.GetProperty("note").GetString(), StringComparison.Ordinal);
        Assert.True(result.GetProperty("data").GetArrayLength() > 1);
    }

    private static Task WriteAsync(Microsoft.AspNetCore.Http.HttpContext context, string content)
    {
        context.Response.ContentType = "application/json";
        return Microsoft.AspNetCore.Http.HttpResponseWritingExtensions.WriteAsync(context.Response, content);
    }
}
