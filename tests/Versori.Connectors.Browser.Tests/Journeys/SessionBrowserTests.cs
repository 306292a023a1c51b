using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Microsoft.Playwright;
using Versori.Connectors.AspNetCore;
using Versori.Connectors.AspNetCore.Tests.Hosts;
using Versori.Connectors.Browser.Tests.Browsers;
using Versori.Connectors.Browser.Tests.Pages;

namespace Versori.Connectors.Browser.Tests.Journeys;

[Collection(ChromiumTests.Name)]
public sealed class SessionBrowserTests(Chromium chromium)
{
    [Fact]
    public async Task A_session_that_expires_while_its_form_is_open_connects_nothing_and_says_what_to_do()
    {
        _ = chromium.Browser;
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var host = await StartAsync(time);
        await using var person = await Person.StartAsync(chromium, host, user: null);
        var page = await person.GoAsync(await LinkAsync(host));
        await page.GetByRole(AriaRole.Button).ClickAsync();
        await page.Locator("[id='field.bearer.token']").FillAsync(ConnectHost.GoodKey);

        time.Advance(TimeSpan.FromMinutes(11));
        await page.GetByRole(AriaRole.Button).ClickAsync();

        var text = await page.GetByRole(AriaRole.Alert).TextContentAsync();
        Assert.Contains("Request a new one", text, StringComparison.Ordinal);
        Assert.Empty(await host.Connections.ListAsync().ToListAsync());
        await Axe.FindsNothingAsync(page, "expired session");
    }

    [Fact]
    public async Task A_link_that_has_expired_says_what_to_do()
    {
        _ = chromium.Browser;
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var host = await StartAsync(time);
        await using var person = await Person.StartAsync(chromium, host, user: null);
        var link = await LinkAsync(host);

        time.Advance(TimeSpan.FromMinutes(11));
        var page = await person.GoAsync(link);

        var text = await page.GetByRole(AriaRole.Alert).TextContentAsync();
        Assert.Contains("Request a new one", text, StringComparison.Ordinal);
        await Axe.FindsNothingAsync(page, "expired link");
    }

    [Fact]
    public async Task A_link_that_was_used_opens_in_no_other_browser()
    {
        _ = chromium.Browser;
        await using var host = await StartAsync(TimeProvider.System);
        await using var person = await Person.StartAsync(chromium, host, user: null);
        await using var other = await Person.StartAsync(chromium, host, user: null);
        var link = await LinkAsync(host);
        var page = await person.GoAsync(link);
        await page.GetByRole(AriaRole.Button).ClickAsync();
        await page.ArriveAsync("**/new?*");

        var stolen = await other.GoAsync(link);
        var copied = await other.GoAsync(new Uri(page.Url).PathAndQuery);

        await Assertions.Expect(stolen.GetByRole(AriaRole.Alert)).ToContainTextAsync("Request a new one");
        await Assertions.Expect(copied.GetByRole(AriaRole.Alert)).ToContainTextAsync("Request a new one");
    }

    private static async Task<ConnectHost> StartAsync(TimeProvider time)
    {
        var host = await ConnectHost.StartAsync(services: services => services.AddSingleton(time));
        await host.PublishAsync([new BearerAuth()]);
        return host;
    }

    private static async Task<string> LinkAsync(ConnectHost host)
    {
        host.Services.GetRequiredService<IHttpContextAccessor>().HttpContext = new DefaultHttpContext
        {
            Request = { Scheme = "https", Host = new(host.Address.Authority) },
        };
        var link = await host.Services.GetRequiredService<IConnectLinks>().CreateAsync(new()
        {
            Owner = Owner.User("bob"),
            Connectors = [new("shop")],
            Delivery = ConnectSessionDelivery.Link,
            Lifetime = TimeSpan.FromMinutes(10),
        });
        return link.Url.PathAndQuery;
    }
}
