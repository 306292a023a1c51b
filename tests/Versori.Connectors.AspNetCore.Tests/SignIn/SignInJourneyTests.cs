using System.Net;
using Versori.Connectors.AspNetCore.Tests.Hosts;
using Versori.Connectors.Tests.Servers;

namespace Versori.Connectors.AspNetCore.Tests.SignIn;

public sealed class SignInJourneyTests
{
    [Fact]
    public async Task A_person_signs_in_at_the_external_system_and_returns_connected()
    {
        await using var journey = await SignInJourney.StartAsync();
        using var browser = journey.Host.Browser();

        var leave = await journey.BeginAsync(browser);
        var callback = await SignInJourney.VisitAsync(leave);
        var done = await browser.GetAsync(callback);

        Assert.Equal(HttpStatusCode.SeeOther, done.Status);
        Assert.Equal("/connect/connectors/shop?done=connected", done.Location);
        var connection = Assert.Single(await journey.Host.Connections.ListAsync().ToListAsync());
        Assert.Equal(Owner.User("alice"), connection.Owner);
        Assert.Equal(AuthorizationServer.User, await journey.CallAsync(connection));
    }

    [Fact]
    public async Task A_reload_of_the_callback_explains_itself_and_changes_nothing()
    {
        await using var journey = await SignInJourney.StartAsync();
        using var browser = journey.Host.Browser();
        var callback = await SignInJourney.VisitAsync(await journey.BeginAsync(browser));
        await browser.GetAsync(callback);

        var reloaded = await browser.GetAsync(callback);

        Assert.Equal(HttpStatusCode.BadRequest, reloaded.Status);
        Assert.Contains("completed before", reloaded.Text, StringComparison.Ordinal);
        Assert.Single(await journey.Host.Connections.ListAsync().ToListAsync());
    }

    [Fact]
    public async Task A_denied_consent_is_a_page_that_says_so_and_nothing_is_saved()
    {
        await using var journey = await SignInJourney.StartAsync();
        journey.Server.DenyAuthorization = true;
        using var browser = journey.Host.Browser();

        var callback = await SignInJourney.VisitAsync(await journey.BeginAsync(browser));
        var denied = await browser.GetAsync(callback);

        Assert.Equal(HttpStatusCode.BadRequest, denied.Status);
        Assert.Contains("declined", denied.Text, StringComparison.Ordinal);
        Assert.Empty(await journey.Host.Connections.ListAsync().ToListAsync());
    }

    [Fact]
    public async Task Sign_ins_in_two_tabs_do_not_disturb_each_other()
    {
        await using var journey = await SignInJourney.StartAsync();
        using var browser = journey.Host.Browser();
        var first = await journey.BeginAsync(browser, "first");
        var second = await journey.BeginAsync(browser, "second");

        var secondDone = await browser.GetAsync(await SignInJourney.VisitAsync(second));
        var firstDone = await browser.GetAsync(await SignInJourney.VisitAsync(first));

        Assert.Equal(HttpStatusCode.SeeOther, firstDone.Status);
        Assert.Equal(HttpStatusCode.SeeOther, secondDone.Status);
        var names = (await journey.Host.Connections.ListAsync().ToListAsync()).Select(connection => connection.Name);
        Assert.Equal(["first", "second"], names.Order());
    }

    [Fact]
    public async Task A_device_sign_in_waits_for_the_code_and_then_connects()
    {
        await using var journey = await SignInJourney.StartAsync(OAuth2Grant.DeviceCode);
        journey.Host.Time.Stop();
        using var browser = journey.Host.Browser();
        var form = await browser.GetAsync("/connect/connectors/shop/new");
        var begun = await browser.SubmitAsync(form, null, ("name", "device"));
        var page = await browser.GetAsync(begun.Location);
        var code = page.Document.QuerySelector(".code")!.TextContent;

        var waiting = await browser.SubmitAsync(page);
        var status = await browser.GetAsync($"{begun.Location}/status");
        await journey.Server.ApproveDeviceAsync(code);
        var early = await browser.GetAsync($"{begun.Location}/status");
        journey.Host.Time.Advance(TimeSpan.FromSeconds(5));
        var done = await browser.SubmitAsync(waiting);

        Assert.Equal(HttpStatusCode.OK, waiting.Status);
        Assert.Contains("\"pending\"", status.Text, StringComparison.Ordinal);
        // RFC 8628 §3.5: before the interval has passed, nothing is sent, whatever the browser does.
        Assert.Contains("\"pending\"", early.Text, StringComparison.Ordinal);
        Assert.Equal("/connect/connectors/shop?done=connected", done.Location);
        Assert.Single(await journey.Host.Connections.ListAsync().ToListAsync());
    }
}
