using System.Net;
using Microsoft.AspNetCore.Builder;
using Versori.Connectors.AspNetCore.Tests.Hosts;

namespace Versori.Connectors.AspNetCore.Tests.Security;

public sealed class BadInputTests
{
    [Theory]
    [InlineData("/connect/connectors/shop?name=%00")]
    [InlineData("/connect/api/connectors/shop/connections?name=a%00b")]
    [InlineData("/connect/integrations?owner=user%3A%00")]
    [InlineData("/connect/connectors/shop/new?form=%00")]
    [InlineData("/connect/api/connectors?x%00=1")]
    public async Task A_query_with_nul_is_a_bad_request(string url)
    {
        await using var host = await StartAsync();
        using var browser = host.Browser();

        Assert.Equal(HttpStatusCode.BadRequest, (await browser.GetAsync(url)).Status);
    }

    [Fact]
    public async Task A_form_with_nul_is_a_bad_request()
    {
        await using var host = await StartAsync();
        using var browser = host.Browser();
        var form = await browser.GetAsync("/connect/connectors/shop/new");
        var token = form.Document.QuerySelector("input[type=hidden]")!;

        var refused = await browser.PostAsync(
            "/connect/bindings",
            [
                (token.GetAttribute("name")!, token.GetAttribute("value")!),
                ("integration", "a\0b"), ("template", "shop"), ("connection", ""),
            ]);

        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
    }

    [Fact]
    public async Task Arguments_of_a_test_with_a_name_twice_are_refused()
    {
        await using var host = await StartAsync();
        var connection = await ConnectAsync(host);
        using var browser = host.Browser();
        var page = await browser.GetAsync($"/connect/connections/{connection.Id}/test?endpoint=me");
        var area = page.Document.QuerySelector("textarea")!.GetAttribute("name")!;

        var refused = await browser.SubmitAsync(page, null, (area, """{"a":1,"a":2}"""));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
    }

    [Fact]
    public async Task A_prefix_that_begins_with_an_encoded_backslash_leads_to_no_other_host()
    {
        await using var host = await ConnectHost.StartAsync(
            map: app => app.MapVersoriConnect("/{tenant}/connect").RequireAuthorization());
        await host.PublishAsync([new BearerAuth()]);
        using var browser = host.Browser();

        var page = await browser.GetAsync("/%5Cevil.example/connect");

        var links = page.Document.QuerySelectorAll("a[href], link[href]").Select(link => link.GetAttribute("href")!);
        Assert.NotEmpty(links);
        Assert.DoesNotContain(links, link => link.StartsWith("/\\", StringComparison.Ordinal)
            || link.StartsWith("//", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_connection_that_more_templates_use_than_the_page_showed_is_not_removed()
    {
        await using var host = await StartAsync();
        var connection = await ConnectAsync(host);
        var template = new TemplateId("sync", "shop");
        await host.Catalog.LinkAsync(new()
        {
            Id = template,
            ConnectorId = new("shop"),
            Sharing = TemplateSharing.PerOwner,
        });
        using var browser = host.Browser();
        var page = await browser.GetAsync($"/connect/connections/{connection.Id}/disconnect");
        await host.Connections.SetBindingAsync(template, connection.Id, Owner.User("alice"));

        var again = await browser.SubmitAsync(page);

        Assert.Equal(HttpStatusCode.Conflict, again.Status);
        Assert.Contains("sync", again.Text, StringComparison.Ordinal);
        Assert.NotNull(await host.Connections.FindAsync(connection.Id));
        Assert.Equal(HttpStatusCode.SeeOther, (await browser.SubmitAsync(again)).Status);
        Assert.Null(await host.Connections.FindAsync(connection.Id));
    }

    private static async Task<ConnectHost> StartAsync()
    {
        var host = await ConnectHost.StartAsync();
        await host.PublishAsync([new BearerAuth()]);
        return host;
    }

    private static Task<Connection> ConnectAsync(ConnectHost host) => host.Connections.ConnectAsync(new()
    {
        ConnectorId = new("shop"),
        Name = "mine",
        Owner = Owner.User("alice"),
        Credential = Credential.Bearer(ConnectHost.GoodKey),
    });
}
