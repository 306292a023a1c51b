using Microsoft.Playwright;
using Versori.Connectors.AspNetCore.Tests.Hosts;
using Versori.Connectors.Browser.Tests.Browsers;

namespace Versori.Connectors.Browser.Tests.Journeys;

[Collection(ChromiumTests.Name)]
public sealed class EditorBrowserTests(Chromium chromium)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_administrator_makes_a_connector_by_fields_with_and_without_script(bool hasScript)
    {
        _ = chromium.Browser;
        await using var host = await ConnectHost.StartAsync();
        await using var person = await Person.StartAsync(
            chromium, host, "admin", new() { JavaScriptEnabled = hasScript });
        var page = await person.GoAsync("/connect");

        await page.GetByRole(AriaRole.Link, new() { Name = "New connector" }).ClickAsync();
        await page.GetByLabel("ID", new() { Exact = true }).FillAsync("shop");
        await page.GetByLabel("Title", new() { Exact = true }).FillAsync("Shop");
        await page.GetByLabel("Base URL", new() { Exact = true }).FillAsync("nowhere");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("[aria-invalid=true]")).ToHaveValueAsync("nowhere");
        await page.GetByLabel("Base URL", new() { Exact = true }).FillAsync("https://api.example.com/");
        await page.Keyboard.PressAsync("Enter");
        await page.ArriveAsync("**/shop/edit?done=saved");
        await page.GetByRole(AriaRole.Link, new() { Name = "New auth method" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "API key" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Add Placements" }).ClickAsync();
        await page.Locator("[id='/authMethods/0/placements/0/name']").FillAsync("X-Key");
        await page.Locator("[id='/authMethods/0/placements/0/value']").FillAsync("{key}");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save in the draft" }).First.ClickAsync();
        await page.ArriveAsync("**/shop/edit?done=saved");
        await page.GetByRole(AriaRole.Link, new() { Name = "Review and publish" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Publish" }).ClickAsync();
        await page.ArriveAsync("**/shop/draft");

        Assert.IsType<ApiKeyAuth>(Assert.Single((await host.Catalog.FindAsync(new("shop")))!.Definition!.AuthMethods));
    }
}
