using System.Net;

namespace Versori.Connectors.Tool.Tests.Serving;

public sealed class ServeAccessTests : IAsyncLifetime
{
    private readonly ToolProcess _tool = new();
    private ServedPage _page = null!;

    public async ValueTask InitializeAsync()
    {
        _tool.Write("shop.json", Documents.Definition());
        _page = await ServedPage.StartAsync(_tool, "shop.json");
    }

    public ValueTask DisposeAsync()
    {
        _page.Dispose();
        _tool.Dispose();
        return default;
    }

    [Fact]
    public async Task The_link_is_exchanged_for_a_cookie_and_the_address_has_no_token_afterwards()
    {
        using var opened = await _page.Browser.GetAsync(_page.Link);

        Assert.Equal("/connect", opened.Headers.Location?.OriginalString);
        Assert.Equal("no-referrer", opened.Headers.GetValues("Referrer-Policy").Single());
        var cookie = opened.Headers.GetValues("Set-Cookie").Single();
        Assert.Contains("httponly", cookie, StringComparison.Ordinal);
        Assert.Contains("samesite=lax", cookie, StringComparison.Ordinal);
        var token = _page.Link.Query["?token=".Length..];
        Assert.DoesNotContain(token, cookie, StringComparison.Ordinal);
        Assert.Contains("Shop", await _page.GetAsync("/connect"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_link_works_once()
    {
        await _page.OpenAsync();
        using var other = _page.CreateBrowser();

        using var refused = await other.GetAsync(_page.Link);
        using var again = await _page.Browser.GetAsync(_page.Link);

        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.False(refused.Headers.Contains("Set-Cookie"));
        Assert.Contains("It works once", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.SeeOther, again.StatusCode);
    }

    [Fact]
    public async Task Of_many_requests_with_the_link_one_gets_the_cookie()
    {
        var browsers = Enumerable.Range(0, 20).Select(_ => _page.CreateBrowser()).ToList();

        var responses = await Task.WhenAll(browsers.Select(browser => browser.GetAsync(_page.Link)));

        Assert.Single(responses, response => response.Headers.Contains("Set-Cookie"));
        foreach (var response in responses) response.Dispose();
        foreach (var browser in browsers) browser.Dispose();
    }

    [Fact]
    public async Task What_a_browser_fetches_in_advance_does_not_use_the_link_up()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, _page.Link);
        request.Headers.Add("Sec-Purpose", "prefetch");
        using var advance = await _page.Browser.SendAsync(request);

        Assert.Equal(HttpStatusCode.Forbidden, advance.StatusCode);
        await _page.OpenAsync();
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/?token=wrong")]
    [InlineData("/connect")]
    [InlineData("/connect/connectors/shop")]
    [InlineData("/connect/admin/new")]
    [InlineData("/connect/api/connectors")]
    public async Task Nothing_is_shown_without_the_cookie(string path)
    {
        using var missing = await _page.Browser.GetAsync(path);
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("Cookie", $"versori-connectors-{_page.Link.Port}=wrong");
        using var wrong = await _page.Browser.SendAsync(request);

        Assert.Equal(HttpStatusCode.Forbidden, missing.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, wrong.StatusCode);
        Assert.DoesNotContain("Shop", await missing.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("attacker.example")]
    [InlineData("localhost")]
    [InlineData("127.0.0.1:{port}")]
    [InlineData("localhost:1")]
    public async Task Requests_for_other_hosts_are_refused(string host)
    {
        await _page.OpenAsync();
        foreach (var path in (string[])["/connect", "/connect/callback?state=x", _page.Link.PathAndQuery])
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            request.Headers.Host = host.Replace("{port}", $"{_page.Link.Port}", StringComparison.Ordinal);

            using var refused = await _page.Browser.SendAsync(request);

            Assert.Equal(HttpStatusCode.MisdirectedRequest, refused.StatusCode);
            Assert.False(refused.Headers.Contains("Set-Cookie"));
        }
    }
}
