using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Versori.Connectors.AspNetCore.Assets;
using Versori.Connectors.AspNetCore.Tests.Hosts;

namespace Versori.Connectors.AspNetCore.Tests.Pages;

public sealed class AssetTests
{
    [Fact]
    public async Task Assets_have_hashed_names_an_entity_tag_and_never_change()
    {
        await using var host = await ConnectHost.StartAsync();
        using var browser = host.Browser();
        var page = await browser.GetAsync("/connect");
        var sheet = page.Document.QuerySelector("link[rel=stylesheet]")!.GetAttribute("href")!;

        var asset = await browser.GetAsync(sheet);
        var again = await browser.GetAsync(sheet, ("If-None-Match", asset.Headers["ETag"]));

        Assert.Equal("public, max-age=31536000, immutable", asset.Headers["Cache-Control"]);
        Assert.Equal("text/css; charset=utf-8", asset.Headers["Content-Type"]);
        Assert.Equal(HttpStatusCode.NotModified, again.Status);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync("/connect/assets/connect.0000.css")).Status);
    }

    [Fact]
    public async Task The_client_script_has_a_plain_name_for_pages_of_the_host()
    {
        await using var host = await ConnectHost.StartAsync();
        using var browser = host.Browser(user: null);

        var script = await browser.GetAsync("/connect/assets/connect.js");

        Assert.Equal("no-cache", script.Headers["Cache-Control"]);
        Assert.Contains("export function connect", script.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_and_the_client_script_are_small()
    {
        await using var host = await ConnectHost.StartAsync();

        Assert.InRange(host.Services.GetRequiredService<ConnectAssets>().CompressedBytes, 1, 20 * 1024);
    }
}
