using System.Net;
using System.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Versori.Connectors.AspNetCore.SignIn;
using Versori.Connectors.AspNetCore.Tests.Hosts;

namespace Versori.Connectors.AspNetCore.Tests.Security;

public sealed class SignInSecurityTests
{
    [Fact]
    public async Task The_cookie_of_a_sign_in_is_bound_to_the_host_and_hidden_from_scripts()
    {
        await using var journey = await SignInJourney.StartAsync();
        using var browser = journey.Host.Browser();

        var cookie = (await journey.BeginAsync(browser)).Headers["Set-Cookie"];

        Assert.StartsWith("__Host-versori-sign-in-", cookie, StringComparison.Ordinal);
        Assert.Contains("; secure", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("; httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("; samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("; path=/", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("domain=", cookie, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_response_in_a_posted_form_is_completed_by_a_request_of_the_browser_itself()
    {
        await using var journey = await SignInJourney.StartAsync(mode: OAuth2ResponseMode.FormPost);
        using var browser = journey.Host.Browser();
        var leave = await journey.BeginAsync(browser);
        var fields = await PostedAsync(leave);

        // A cross-site POST carries cookies with SameSite=None only; the redirect after it also those with Lax.
        browser.SignOut();
        var posted = await browser.PostAsync("/connect/callback", fields);
        Assert.Empty(await journey.Host.Connections.ListAsync().ToListAsync());
        browser.SignIn("alice");
        var done = await browser.GetAsync(posted.Location);

        Assert.Contains("; samesite=none", leave.Headers["Set-Cookie"], StringComparison.OrdinalIgnoreCase);
        Assert.Equal(HttpStatusCode.SeeOther, posted.Status);
        var code = fields.Single(field => field.Name == "code").Value;
        Assert.DoesNotContain(code, posted.Location, StringComparison.Ordinal);
        Assert.Equal("/connect/connectors/shop?done=connected", done.Location);
        Assert.Single(await journey.Host.Connections.ListAsync().ToListAsync());
    }

    [Fact]
    public async Task Another_user_of_the_browser_does_not_complete_a_sign_in_whose_response_is_posted()
    {
        await using var journey = await SignInJourney.StartAsync(mode: OAuth2ResponseMode.FormPost);
        using var browser = journey.Host.Browser();
        var fields = await PostedAsync(await journey.BeginAsync(browser));

        // Eve signed in meanwhile; the cross-site POST does not carry her cookie.
        browser.SignOut();
        var posted = await browser.PostAsync("/connect/callback", fields);
        browser.SignIn("eve");
        var refused = await browser.GetAsync(posted.Location);

        Assert.Equal(HttpStatusCode.Forbidden, refused.Status);
        Assert.Empty(await journey.Host.Connections.ListAsync().ToListAsync());
    }

    [Theory]
    [InlineData("realmId", true)]
    [InlineData("state", false)]
    public async Task A_value_that_is_posted_beside_the_code_is_captured_and_one_that_occurs_twice_is_refused(
        string name, bool connects)
    {
        await using var journey = await SignInJourney.StartAsync(mode: OAuth2ResponseMode.FormPost);
        await journey.Host.Catalog.EditAsync(new("shop"), definition => definition with
        {
            AuthMethods =
            [
                (OAuth2Auth)definition.AuthMethods[0] with
                {
                    Captures = [new() { Name = "realmId", From = CapturedValueSource.Callback, Optional = true }],
                },
            ],
        });
        using var browser = journey.Host.Browser();
        var fields = await PostedAsync(await journey.BeginAsync(browser));
        var again = connects ? "42" : fields.Single(field => field.Name == name).Value;

        var posted = await browser.PostAsync(
            "/connect/callback", [.. fields, (name, again), ("id_token", new string('x', 9_000))]);
        await browser.GetAsync(posted.Location);

        var connections = await journey.Host.Connections.ListAsync().ToListAsync();
        Assert.Equal(
            connects ? ["42"] : [],
            connections.Select(connection => connection.Snapshot.CapturedValues["realmId"]));
    }

    [Theory]
    [InlineData("/connect/callback?posted=x")]
    [InlineData("/connect/callback?posted=CfDJ8AAAAAAAAAAA")]
    public async Task A_posted_response_that_is_not_of_this_host_is_refused(string url)
    {
        await using var journey = await SignInJourney.StartAsync(mode: OAuth2ResponseMode.FormPost);
        using var browser = journey.Host.Browser();

        Assert.Equal(HttpStatusCode.BadRequest, (await browser.GetAsync(url)).Status);
    }

    private static async Task<(string Name, string Value)[]> PostedAsync(TestPage leave)
    {
        using var response = await SignInJourney.VisitResponseAsync(leave);
        var form = new AngleSharp.Html.Parser.HtmlParser()
            .ParseDocument(await response.Content.ReadAsStringAsync()).Forms[0];
        return
        [
            .. form.Elements.OfType<AngleSharp.Html.Dom.IHtmlInputElement>()
                .Where(input => input.Name is not null).Select(input => (input.Name!, input.Value)),
        ];
    }

    [Fact]
    public async Task A_callback_in_another_browser_is_refused_and_the_first_browser_can_still_complete()
    {
        await using var journey = await SignInJourney.StartAsync();
        using var attacker = journey.Host.Browser("eve");
        using var victim = journey.Host.Browser();
        var callback = await SignInJourney.VisitAsync(await journey.BeginAsync(attacker));

        // Login CSRF (RFC 6749 §10.12): the victim is made to visit the attacker's callback.
        var refused = await victim.GetAsync(callback);

        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.Empty(await journey.Host.Connections.ListAsync().ToListAsync());
        Assert.Equal(HttpStatusCode.SeeOther, (await attacker.GetAsync(callback)).Status);
    }

    [Fact]
    public async Task Another_user_of_the_same_browser_does_not_complete_the_sign_in()
    {
        await using var journey = await SignInJourney.StartAsync();
        using var browser = journey.Host.Browser();
        var callback = await SignInJourney.VisitAsync(await journey.BeginAsync(browser));

        browser.SignIn("eve");
        var refused = await browser.GetAsync(callback);
        browser.SignIn("alice");
        var later = await browser.GetAsync(callback);

        Assert.Equal(HttpStatusCode.Forbidden, refused.Status);
        Assert.Equal(HttpStatusCode.BadRequest, later.Status);
        Assert.Empty(await journey.Host.Connections.ListAsync().ToListAsync());
    }

    [Theory]
    [InlineData("iss", "https://evil.example/")]
    [InlineData("state", "another")]
    [InlineData("code", "another")]
    public async Task A_changed_callback_is_refused(string parameter, string value)
    {
        await using var journey = await SignInJourney.StartAsync();
        using var browser = journey.Host.Browser();
        var callback = new UriBuilder(await SignInJourney.VisitAsync(await journey.BeginAsync(browser)));
        var query = HttpUtility.ParseQueryString(callback.Query);
        query[parameter] = value;
        callback.Query = query.ToString();

        var refused = await browser.GetAsync(callback.Uri.AbsoluteUri);

        Assert.True((int)refused.Status is >= 400 and < 500);
        Assert.NotEmpty(refused.Title);
        Assert.Empty(await journey.Host.Connections.ListAsync().ToListAsync());
    }

    [Theory]
    [InlineData("/connect/callback")]
    [InlineData("/connect/callback?code=1")]
    [InlineData("/connect/callback?state=%00%ff&code=%3Cscript%3E")]
    [InlineData("/connect/callback?oauth_token=x&oauth_verifier=y")]
    public async Task A_broken_callback_is_a_page_that_says_what_to_do(string url)
    {
        await using var host = await ConnectHost.StartAsync();
        using var browser = host.Browser();

        var page = await browser.GetAsync(url);

        Assert.Equal(HttpStatusCode.BadRequest, page.Status);
        Assert.Contains("Begin again", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_redirect_uri_is_of_the_public_address_whatever_host_a_request_names()
    {
        await using var journey = await SignInJourney.StartAsync(
            configure: options => options.PublicUri = new("https://app.example.com"));
        using var browser = journey.Host.Browser();
        var form = await browser.GetAsync("/connect/connectors/shop/new");

        var leave = await browser.SubmitAsync(form, null, ("name", "mine"));
        var spoofed = await browser.GetAsync("/connect", ("Host", "evil.example"));

        var url = leave.Document.QuerySelector("main a")!.GetAttribute("href")!;
        Assert.Contains(
            $"redirect_uri={Uri.EscapeDataString("https://app.example.com/connect/callback")}",
            url,
            StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, spoofed.Status);
    }

    [Fact]
    public void A_request_behind_a_proxy_has_the_scheme_and_host_of_the_public_address()
    {
        var options = new ConnectOptions { PublicUri = new("https://app.example.com") };
        var address = new PublicAddress(Options.Create(options));
        var request = new DefaultHttpContext { Request = { Scheme = "http", Host = new("10.0.0.7:8080") } }.Request;

        address.Apply(request);

        Assert.True(request.IsHttps);
        Assert.Equal("app.example.com", request.Host.Value);
    }

    [Fact]
    public async Task A_person_returns_to_a_checked_address_only()
    {
        await using var journey = await SignInJourney.StartAsync();
        using var browser = journey.Host.Browser();

        var own = await SignInJourney.VisitAsync(await journey.BeginAsync(browser, "own", "/settings?tab=1"));
        var foreign = await SignInJourney.VisitAsync(await journey.BeginAsync(browser, "foreign", "//evil.example"));

        Assert.Equal("/settings?tab=1", (await browser.GetAsync(own)).Location);
        Assert.Equal("/connect/connectors/shop?done=connected", (await browser.GetAsync(foreign)).Location);
    }
}
