using System.Net;
using Versori.Connectors.AspNetCore.Tests.Hosts;

namespace Versori.Connectors.AspNetCore.Tests.Pages;

public sealed class ConnectPageTests
{
    [Fact]
    public async Task A_person_connects_with_a_bearer_token_and_disconnects_again()
    {
        await using var host = await ConnectHost.StartAsync();
        var shop = await host.PublishAsync([new BearerAuth()]);
        using var browser = host.Browser();

        var overview = await browser.GetAsync("/connect");
        Assert.Contains("Not connected", overview.Text, StringComparison.Ordinal);
        var connector = await browser.GetAsync(overview.Link("/connectors/shop"));
        var form = await browser.GetAsync(connector.Link("/new?form=bearer"));
        var connected = await browser.SubmitAsync(
            form, null, ("name", "My shop"), ("field.bearer.token", ConnectHost.GoodKey));

        Assert.Equal(HttpStatusCode.SeeOther, connected.Status);
        Assert.Equal("/connect/connectors/shop?done=connected", connected.Location);
        var list = await browser.GetAsync(connected.Location);
        Assert.Contains("My shop", list.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(ConnectHost.GoodKey, list.Text, StringComparison.Ordinal);
        var connection = Assert.Single(await host.Connections.ListAsync().ToListAsync());
        Assert.Equal(Owner.User("alice"), connection.Owner);
        Assert.Equal(shop, connection.ConnectorId);

        var details = await browser.GetAsync(list.Link("/connections/"));
        var confirm = await browser.GetAsync(details.Link("/disconnect"));
        var gone = await browser.SubmitAsync(confirm);

        Assert.Equal("/connect/connectors/shop?done=disconnected", gone.Location);
        Assert.Empty(await host.Connections.ListAsync().ToListAsync());
    }

    [Fact]
    public async Task A_refused_credential_is_reported_beside_the_form_and_is_not_shown_again()
    {
        await using var host = await ConnectHost.StartAsync();
        await host.PublishAsync([new BearerAuth()]);
        using var browser = host.Browser();

        var form = await browser.GetAsync("/connect/connectors/shop/new");
        var again = await browser.SubmitAsync(
            form, null, ("name", "My shop"), ("field.bearer.token", "wrong-secret"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, again.Status);
        Assert.NotNull(again.Document.QuerySelector("[role=alert]"));
        Assert.Equal("My shop", again.Document.QuerySelector("#name")!.GetAttribute("value"));
        Assert.DoesNotContain("wrong-secret", again.Text, StringComparison.Ordinal);
        Assert.Empty(await host.Connections.ListAsync().ToListAsync());
    }

    [Fact]
    public async Task A_connection_is_tested_made_the_default_and_reconnected_under_the_same_id()
    {
        await using var host = await ConnectHost.StartAsync();
        var shop = await host.PublishAsync([new BearerAuth()]);
        var connection = await host.Connections.ConnectAsync(new()
        {
            ConnectorId = shop,
            Name = "My shop",
            Credential = Credential.Bearer(ConnectHost.GoodKey),
            Owner = Owner.User("alice"),
        });
        using var browser = host.Browser();

        var details = await browser.GetAsync($"/connect/connections/{connection.Id}");
        var tested = await browser.SubmitAsync(details, "/check");
        var chosen = await browser.SubmitAsync(details, "/default");
        Assert.EndsWith("done=accepted", tested.Location, StringComparison.Ordinal);
        Assert.EndsWith("done=default", chosen.Location, StringComparison.Ordinal);
        var form = await browser.GetAsync(details.Link($"connection={connection.Id}"));
        var reconnected = await browser.SubmitAsync(form, null, ("field.bearer.token", ConnectHost.GoodKey));

        Assert.Equal(HttpStatusCode.SeeOther, reconnected.Status);
        var only = Assert.Single(await host.Connections.ListAsync().ToListAsync());
        Assert.Equal(connection.Id, only.Id);
        Assert.NotNull(only.DefaultSince);
        Assert.True(only.Revision > connection.Revision);
    }

    [Fact]
    public async Task Pages_are_in_the_language_of_the_browser()
    {
        await using var host = await ConnectHost.StartAsync();
        await host.PublishAsync([new BearerAuth()]);
        using var browser = host.Browser();

        var german = await browser.GetAsync("/connect", ("Accept-Language", "fr;q=0.9, de-AT, en;q=0.1"));

        Assert.Equal("de", german.Document.DocumentElement.GetAttribute("lang"));
        Assert.Contains("Nicht verbunden", german.Text, StringComparison.Ordinal);
    }
}
