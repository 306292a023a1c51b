using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;

namespace Versori.Connectors.Tool.Tests.Serving;

public sealed partial class ServeTests : IAsyncLifetime
{
    private const string Token = "t0ken-that-nobody-may-see";

    private readonly ToolProcess _tool = new();
    private LoopbackServer _shop = null!;

    public async ValueTask InitializeAsync()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The command is stopped with kill.");
        _shop = await LoopbackServer.StartAsync(RespondAsync);
        _tool.Write("shop.json", Definition("Shop"));
    }

    public async ValueTask DisposeAsync()
    {
        await _shop.DisposeAsync();
        _tool.Dispose();
    }

    [Fact]
    public async Task A_person_connects_calls_and_finds_the_connection_after_a_restart()
    {
        using (var page = await ServedPage.StartAsync(_tool, "shop.json", "hubspot"))
        {
            Assert.Equal(["hubspot", "shop"], page.Shown["connectors"]!.AsArray().Select(key => (string?)key));
            await page.OpenAsync();
            using var saved = await page.SubmitAsync(
                "/connect/connectors/shop/new?form=bearer", ("name", "acme"), ("field.bearer.token", Token));
            Assert.Equal(HttpStatusCode.SeeOther, saved.StatusCode);
            var ended = await page.EndAsync();
            Assert.Equal((0, ""), (ended.ExitCode, ended.Error));
        }

        using var again = await ServedPage.StartAsync(_tool);
        await again.OpenAsync();
        var connector = await again.GetAsync("/connect/connectors/shop");
        Assert.Contains("acme", connector, StringComparison.Ordinal);
        var connection = ConnectionLink().Match(connector).Value;
        using var tested = await again.SubmitAsync($"{connection}/test?endpoint=listOrders");
        Assert.Contains("200", await tested.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains(_shop.Requests, request => request.Authorization == $"Bearer {Token}");
        Assert.Equal(0, (await again.EndAsync("TERM")).ExitCode);
        Assert.All(_tool.Files, file => Assert.DoesNotContain(Token, ReadBytes(file), StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_person_signs_in_with_the_companys_own_client()
    {
        using var page = await ServedPage.StartAsync(_tool, "shop.json");
        await page.OpenAsync();
        using var left = await page.SubmitAsync(
            "/connect/connectors/shop/new?form=sign-in",
            ("name", "acme"), ("field.sign-in.clientId", "app"),
            ("field.sign-in.clientSecret", "s3cret"));
        var authorization = new Uri(left.Headers.GetValues("Refresh").Single()["0;url=".Length..]);
        var query = System.Web.HttpUtility.ParseQueryString(authorization.Query);
        Assert.Equal($"{page.Link.GetLeftPart(UriPartial.Authority)}/connect/callback", query["redirect_uri"]);
        Assert.Equal("app", query["client_id"]);

        using var finished = await page.Browser.GetAsync($"/connect/callback?code=c0de&state={query["state"]}");

        Assert.Equal(HttpStatusCode.SeeOther, finished.StatusCode);
        Assert.Contains("acme", await page.GetAsync("/connect/connectors/shop"), StringComparison.Ordinal);
        Assert.Equal("c0de", _shop.Requests.Single(request => request.Path == "/token").Parameters["code"]);
    }

    [Fact]
    public async Task A_changed_source_is_a_new_version_and_an_edited_known_system_stays()
    {
        using (var first = await ServedPage.StartAsync(_tool, "shop.json", "hubspot")) await first.EndAsync();
        _tool.Write("shop.json", Definition("Store"));

        using var page = await ServedPage.StartAsync(_tool, "shop.json", "hubspot");

        await page.OpenAsync();
        Assert.Contains("Store", await page.GetAsync("/connect"), StringComparison.Ordinal);
        var ended = await page.EndAsync();
        Assert.Contains("shop: published as version 2.", ended.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("hubspot", ended.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_the_owner_can_read_what_is_kept()
    {
        using var page = await ServedPage.StartAsync(_tool, "shop.json");

        var files = Directory.EnumerateFileSystemEntries(_tool.PathOf("data"), "*", SearchOption.AllDirectories);
        // Locks are empty.
        Assert.All(files.Where(file => Directory.Exists(file) || new FileInfo(file).Length > 0), AssertPrivate);
        AssertPrivate(_tool.PathOf("data"));
        AssertPrivate(_tool.PathOf("data/shop.db"));
        Assert.Contains(_tool.Files, file => file.StartsWith("data/shop.db.keys/key-", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_settings_of_the_surroundings_do_not_open_the_page()
    {
        _tool.Environment["ASPNETCORE_URLS"] = "http://0.0.0.0:0";
        _tool.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        _tool.Write("appsettings.json", """{ "Kestrel": { "Endpoints": { "a": { "Url": "http://0.0.0.0:0" } } } }""");
        using var page = await ServedPage.StartAsync(_tool, "shop.json");

        using var refused = await page.Browser.GetAsync("/connect");

        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.Empty((await page.EndAsync()).Error);
    }

    private static void AssertPrivate(string path)
    {
        const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.None, File.GetUnixFileMode(path) & ~Owner);
    }

    private string ReadBytes(string file) =>
        System.Text.Encoding.Latin1.GetString(File.ReadAllBytes(_tool.PathOf(file)));

    private string Definition(string title)
    {
        var origin = _shop.BaseAddress.GetLeftPart(UriPartial.Authority);
        return $$"""
            {
              "id": "shop", "title": "{{title}}", "baseUrl": "{{origin}}",
              "authMethods": [
                { "type": "bearer" },
                { "type": "oauth2", "id": "sign-in", "grant": "authorizationCode",
                  "authorizationUrl": "{{origin}}/authorize", "tokenUrl": "{{origin}}/token" }
              ],
              "endpoints": [ { "id": "listOrders", "method": "GET", "path": "/orders", "responses": [] } ]
            }
            """;
    }

    private static Task RespondAsync(HttpContext context)
    {
        var isToken = context.Request.Path == "/token";
        var isAllowed = isToken || context.Request.Headers.Authorization == $"Bearer {Token}";
        context.Response.StatusCode = isAllowed ? 200 : 401;
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(
            isToken ? $$"""{ "access_token": "{{Token}}", "token_type": "Bearer" }""" : "[]");
    }

    [GeneratedRegex("/connect/connections/[^\"/]+(?=\")")]
    private static partial Regex ConnectionLink();
}
