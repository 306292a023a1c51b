using Microsoft.Playwright;
using Versori.Connectors.AspNetCore.Tests.Hosts;
using Versori.Connectors.Browser.Tests.Browsers;

namespace Versori.Connectors.Browser.Tests.Journeys;

[Collection(ChromiumTests.Name)]
public sealed class SignInBrowserTests(Chromium chromium)
{
    [Theory]
    [InlineData(OAuth2ResponseMode.Query)]
    [InlineData(OAuth2ResponseMode.FormPost)]
    public async Task A_person_signs_in_at_the_external_system(OAuth2ResponseMode mode)
    {
        _ = chromium.Browser;
        await using var journey = await SignInJourney.StartAsync(mode: mode);
        await using var person = await Person.StartAsync(chromium, journey.Host);
        var page = await person.GoAsync("/connect/connectors/shop/new");

        await page.GetByRole(AriaRole.Button).ClickAsync();
        await page.ArriveAsync("**/connectors/shop?done=connected");

        Assert.Single(await journey.Host.Connections.ListAsync().ToListAsync());
    }

    [Fact]
    public async Task Two_tabs_sign_in_at_once()
    {
        _ = chromium.Browser;
        await using var journey = await SignInJourney.StartAsync();
        await using var person = await Person.StartAsync(chromium, journey.Host);
        var first = await person.GoAsync("/connect/connectors/shop/new");
        var second = await person.GoAsync("/connect/connectors/shop/new");
        await first.Locator("#name").FillAsync("first");
        await second.Locator("#name").FillAsync("second");

        await Task.WhenAll(
            first.GetByRole(AriaRole.Button).ClickAsync(), second.GetByRole(AriaRole.Button).ClickAsync());
        await first.ArriveAsync("**/connectors/shop?done=connected");
        await second.ArriveAsync("**/connectors/shop?done=connected");

        Assert.Equal(2, (await journey.Host.Connections.ListAsync().ToListAsync()).Count);
    }

    [Fact]
    public async Task The_back_button_and_a_reload_of_the_callback_save_nothing_twice()
    {
        _ = chromium.Browser;
        await using var journey = await SignInJourney.StartAsync();
        await using var person = await Person.StartAsync(chromium, journey.Host);
        var page = await person.GoAsync("/connect/connectors/shop/new");
        string? callback = null;
        page.Request += (_, request) =>
        {
            if (request.Url.Contains("/connect/callback", StringComparison.Ordinal)) callback = request.Url;
        };
        await page.GetByRole(AriaRole.Button).ClickAsync();
        await page.ArriveAsync("**/connectors/shop?done=connected");

        await page.GoBackAsync();
        var again = await person.GoAsync(new Uri(callback!).PathAndQuery);

        var text = await again.GetByRole(AriaRole.Alert).TextContentAsync();
        Assert.Contains("Begin again", text, StringComparison.Ordinal);
        Assert.Single(await journey.Host.Connections.ListAsync().ToListAsync());
    }

    [Fact]
    public async Task A_denied_consent_leads_back_to_another_attempt()
    {
        _ = chromium.Browser;
        await using var journey = await SignInJourney.StartAsync();
        journey.Server.DenyAuthorization = true;
        await using var person = await Person.StartAsync(chromium, journey.Host);
        var page = await person.GoAsync("/connect/connectors/shop/new");

        await page.GetByRole(AriaRole.Button).ClickAsync();
        await page.GetByRole(AriaRole.Alert).WaitForAsync();
        journey.Server.DenyAuthorization = false;
        await page.GetByRole(AriaRole.Link, new() { Name = "Try again" }).ClickAsync();
        await page.Locator("a[href*='/new']").ClickAsync();
        await page.GetByRole(AriaRole.Button).ClickAsync();
        await page.ArriveAsync("**/connectors/shop?done=connected");

        Assert.Single(await journey.Host.Connections.ListAsync().ToListAsync());
    }

    [Fact]
    public async Task The_page_of_a_device_notices_that_the_code_was_entered()
    {
        _ = chromium.Browser;
        await using var journey = await SignInJourney.StartAsync(OAuth2Grant.DeviceCode);
        await using var person = await Person.StartAsync(chromium, journey.Host);
        var page = await person.GoAsync("/connect/connectors/shop/new");
        await page.GetByRole(AriaRole.Button).ClickAsync();
        var code = await page.Locator(".code").TextContentAsync();
        await Screenshots.TakeAsync(page, "device");

        await journey.Server.ApproveDeviceAsync(code!);
        await page.ArriveAsync("**/connectors/shop?done=connected");

        Assert.Single(await journey.Host.Connections.ListAsync().ToListAsync());
    }
}
