using Microsoft.Playwright;
using Versori.Connectors.AspNetCore.Tests.Hosts;
using Versori.Connectors.Browser.Tests.Browsers;

namespace Versori.Connectors.Browser.Tests.Journeys;

[Collection(ChromiumTests.Name)]
public sealed class FormJourneyTests(Chromium chromium)
{
    [Fact]
    public async Task A_person_connects_by_keyboard_alone()
    {
        _ = chromium.Browser;
        await using var host = await ConnectHost.StartAsync();
        await host.PublishAsync([new BearerAuth()]);
        await using var person = await Person.StartAsync(chromium, host);
        var page = await person.GoAsync("/connect/connectors/shop/new");

        await TabToAsync(page, "name");
        await page.Keyboard.PressAsync("ControlOrMeta+a");
        await page.Keyboard.TypeAsync("Typed");
        await TabToAsync(page, "field.bearer.token");
        await page.Keyboard.TypeAsync(ConnectHost.GoodKey);
        await page.Keyboard.PressAsync("Enter");
        await page.ArriveAsync("**/connectors/shop?done=connected");

        Assert.Equal("Connected.", await page.GetByRole(AriaRole.Status).TextContentAsync());
        Assert.Equal("Typed", Assert.Single(await host.Connections.ListAsync().ToListAsync()).Name);
    }

    [Fact]
    public async Task Key_based_methods_work_without_script()
    {
        _ = chromium.Browser;
        await using var host = await ConnectHost.StartAsync();
        await host.PublishAsync([new BearerAuth()]);
        await using var person = await Person.StartAsync(
            chromium, host, options: new() { JavaScriptEnabled = false });
        var page = await person.GoAsync("/connect/connectors/shop/new");

        await page.Locator("[id='field.bearer.token']").FillAsync("wrong");
        await page.GetByRole(AriaRole.Button, new() { Name = "Connect" }).ClickAsync();
        var refused = await page.GetByRole(AriaRole.Alert).TextContentAsync();
        await page.Locator("[id='field.bearer.token']").FillAsync(ConnectHost.GoodKey);
        await page.GetByRole(AriaRole.Button, new() { Name = "Connect" }).ClickAsync();
        await page.ArriveAsync("**/connectors/shop?done=connected");

        Assert.Contains("did not work", refused, StringComparison.Ordinal);
        Assert.Single(await host.Connections.ListAsync().ToListAsync());
    }

    private static async Task TabToAsync(IPage page, string id)
    {
        for (var i = 0; i < 30; i++)
        {
            await page.Keyboard.PressAsync("Tab");
            if (await page.EvaluateAsync<string>("document.activeElement.id") == id) return;
        }

        Assert.Fail($"The key Tab does not reach '{id}'.");
    }
}
