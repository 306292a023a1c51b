using Microsoft.AspNetCore.Http;

namespace Versori.Connectors.Tool.Tests;

public sealed class TestCommandTests : IAsyncLifetime
{
    private const string Token = "t0ken-that-nobody-may-see";

    private readonly ToolProcess _tool = new();
    private LoopbackServer _server = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await LoopbackServer.StartAsync(async context =>
        {
            var isAllowed = context.Request.Headers.Authorization == $"Bearer {Token}";
            context.Response.StatusCode = isAllowed ? 200 : 401;
            context.Response.ContentType = "application/json";
            await context.Response.WriteAsync(isAllowed ? "[]" : "{}");
        });
        _tool.Write("shop.json", Documents.Definition(_server.BaseAddress.GetLeftPart(UriPartial.Authority)));
        _tool.Environment["SHOP_TOKEN"] = Token;
        _tool.Environment["WRONG_TOKEN"] = "another";
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _tool.Dispose();
    }

    [Fact]
    public async Task Endpoints_that_read_are_called_with_the_credential_of_a_variable()
    {
        var result = await _tool.RunAsync("test", "shop.json", "--env", "SHOP_TOKEN", "--json");

        Assert.Equal(0, result.ExitCode);
        var results = result.Json["report"]!["results"]!.AsArray();
        Assert.Equal(
            ["createOrder skipped", "listOrders works"],
            results.Select(item => $"{item!["endpoint"]} {item["outcome"]}").Order(StringComparer.Ordinal));
        Assert.All(_server.Requests, request => Assert.Equal("GET", request.Method));
        Assert.DoesNotContain(Token, result.Output + result.Error, StringComparison.Ordinal);
        Assert.Equal(["shop.json"], _tool.Files);
    }

    [Fact]
    public async Task A_refused_credential_is_a_problem()
    {
        var result = await _tool.RunAsync("test", "shop.json", "listOrders", "-e", "token=WRONG_TOKEN");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("unauthorized", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_credential_on_the_command_line_is_refused_and_not_repeated()
    {
        var named = await _tool.RunAsync("test", "shop.json", "--env", "token=sk-live-4711");
        var unset = await _tool.RunAsync("test", "shop.json", "--env", "token=hunter2");

        Assert.Equal(2, named.ExitCode);
        Assert.Equal(2, unset.ExitCode);
        Assert.DoesNotContain("live-4711", named.Output + named.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", unset.Output + unset.Error, StringComparison.Ordinal);
        Assert.Empty(_server.Requests);
    }

    [Fact]
    public async Task A_missing_field_is_named_where_nobody_can_be_asked()
    {
        var result = await _tool.RunAsync("test", "shop.json");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("--env token=VARIABLE", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_endpoint_names_the_nearest()
    {
        var result = await _tool.RunAsync("test", "shop.json", "listOrder", "-e", "SHOP_TOKEN");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("'listOrders'", result.Error, StringComparison.Ordinal);
    }
}
