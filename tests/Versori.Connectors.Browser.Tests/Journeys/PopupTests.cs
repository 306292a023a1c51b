using Microsoft.Playwright;
using Versori.Connectors.AspNetCore.Tests.Hosts;
using Versori.Connectors.Browser.Tests.Browsers;
using Versori.Connectors.Browser.Tests.Hosts;

namespace Versori.Connectors.Browser.Tests.Journeys;

[Collection(ChromiumTests.Name)]
public sealed class PopupTests(Chromium chromium)
{
    [Fact]
    public async Task A_popup_connects_notifies_the_page_that_opened_it_and_closes()
    {
        _ = chromium.Browser;
        await using var host = await FrontEnd.StartAsync();
        await using var person = await Person.StartAsync(chromium, host);
        var page = await person.GoAsync("/host");

        var popup = await page.RunAndWaitForPopupAsync(() => page.Locator("#open").ClickAsync());
        await popup.Locator("[id='field.bearer.token']").FillAsync(ConnectHost.GoodKey);
        await Screenshots.TakeAsync(popup, "popup");
        await popup.GetByRole(AriaRole.Button).ClickAsync();
        await page.Locator("#log li:nth-child(2)").WaitForAsync();

        Assert.Equal(["open 0", "connected 1"], await page.Locator("#log li").AllTextContentsAsync());
        await Assertions.Expect(page.Locator("#log li")).ToHaveCountAsync(2);
        Assert.True(popup.IsClosed);
    }

    [Fact]
    public async Task A_popup_that_the_person_closes_is_noticed()
    {
        _ = chromium.Browser;
        await using var host = await FrontEnd.StartAsync();
        await using var person = await Person.StartAsync(chromium, host);
        var page = await person.GoAsync("/host");

        var popup = await page.RunAndWaitForPopupAsync(() => page.Locator("#open").ClickAsync());
        await popup.Locator("[id='field.bearer.token']").WaitForAsync();
        await popup.CloseAsync();
        await page.Locator("#log li:nth-child(2)").WaitForAsync();

        Assert.Equal(["open 0", "closed 0"], await page.Locator("#log li").AllTextContentsAsync());
    }

    [Fact]
    public async Task A_blocked_popup_becomes_a_redirect_that_returns()
    {
        _ = chromium.Browser;
        await using var host = await FrontEnd.StartAsync();
        await using var person = await Person.StartAsync(chromium, host);
        await person.Context.AddInitScriptAsync("window.open = () => null; globalThis.delivery = 'redirect';");
        var page = await person.GoAsync("/host");

        await page.Locator("#open").ClickAsync();
        await page.Locator("[id='field.bearer.token']").FillAsync(ConnectHost.GoodKey);
        await page.GetByRole(AriaRole.Button).ClickAsync();
        await page.ArriveAsync("**/host?returned");

        Assert.Single(await host.Connections.ListAsync().ToListAsync());
    }

    [Fact]
    public async Task The_state_is_found_by_polling_when_the_opener_is_cut_off()
    {
        _ = chromium.Browser;
        await using var host = await FrontEnd.StartAsync();
        await using var person = await Person.StartAsync(chromium, host);
        // As Cross-Origin-Opener-Policy of an external system does.
        await person.Context.AddInitScriptAsync(
            "if (location.pathname.startsWith('/connect')) Object.defineProperty(window, 'opener', { value: null });");
        var page = await person.GoAsync("/host");

        var popup = await page.RunAndWaitForPopupAsync(() => page.Locator("#open").ClickAsync());
        await popup.Locator("[id='field.bearer.token']").FillAsync(ConnectHost.GoodKey);
        await popup.GetByRole(AriaRole.Button).ClickAsync();
        await page.Locator("#log li:nth-child(2)").WaitForAsync();

        Assert.Equal(["open 0", "connected 1"], await page.Locator("#log li").AllTextContentsAsync());
        var text = await popup.GetByRole(AriaRole.Status).TextContentAsync();
        Assert.Contains("close this window", text, StringComparison.Ordinal);
    }
}
