using System.Net;

namespace Versori.Connectors.Tests.Http;

public sealed class RedirectTests : HttpTest
{
    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_redirect_within_the_origin_is_followed_with_the_credential(string kind)
    {
        var client = await ClientAsync(kind);

        var response = await client.GetAsync(RedirectTo("/api/elsewhere"));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.StartsWith("/api/elsewhere", External.RecordedApiRequests[^1].Target);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_redirect_to_another_origin_is_followed_without_the_credential(string kind)
    {
        var client = await ClientAsync(kind);
        client.DefaultRequestHeaders.Add("Cookie", "session=mine");
        client.DefaultRequestHeaders.Add("X-Harmless", "yes");

        var response = await client.GetAsync(RedirectTo($"{Other.BaseAddress}landing?page=2"));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var request = Assert.Single(Other.Requests);
        Assert.Equal("/landing?page=2", request.Target);
        Assert.Equal("yes", request.Headers["X-Harmless"]);
        Assert.DoesNotContain("Cookie", request.Headers.Keys);
        Assert.DoesNotContain("Authorization", request.Headers.Keys);
        Assert.DoesNotContain(request.Headers.Values, value => value.Contains(Secret, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_redirect_whose_location_contains_the_secret_is_not_followed_to_another_origin(string kind)
    {
        var client = await ClientAsync(kind);
        string[] shapes =
        [
            $"?k={Secret}",
            $"{Secret}",
            $"?k={Secret.Replace("-", "%2D", StringComparison.Ordinal)}",
            $"?k={string.Concat(Secret.Select(c => $"%{(int)c:x2}"))}",
        ];

        foreach (var shape in shapes)
        {
            Assert.Equal(
                HttpStatusCode.Found, (await client.GetAsync(RedirectTo($"{Other.BaseAddress}{shape}"))).StatusCode);
        }

        Assert.Empty(Other.Requests);
    }

    [Theory]
    [InlineData(307)]
    [InlineData(308)]
    public async Task Content_is_never_sent_to_another_origin(int status)
    {
        var client = await ClientAsync();

        var response = await client.PostAsync(
            RedirectTo(Other.BaseAddress.AbsoluteUri, status), new StringContent("body"));

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Empty(Other.Requests);
    }

    [Theory]
    [InlineData(307)]
    [InlineData(308)]
    public async Task Content_is_sent_again_within_the_origin(int status)
    {
        var client = await ClientAsync();

        await client.PostAsync(RedirectTo("/api/elsewhere", status), new StringContent("body"));

        var request = External.RecordedApiRequests[^1];
        Assert.Equal(
            ("POST", "/api/elsewhere", "body", $"Bearer {Secret}"),
            (request.Method, request.Target, request.Text, request.Authorization));
    }

    [Fact]
    public async Task Content_that_can_be_read_once_is_not_sent_again()
    {
        var client = await ClientAsync();

        var response = await client.PostAsync(
            RedirectTo("/api/elsewhere", 307), new StreamContent(new OneWayStream([1])));

        Assert.Equal(307, (int)response.StatusCode);
        Assert.Equal(1, External.ApiRequests);
    }

    [Theory]
    [InlineData(301, true)]
    [InlineData(302, true)]
    [InlineData(303, true)]
    [InlineData(301, false)]
    [InlineData(302, false)]
    [InlineData(303, false)]
    public async Task A_redirected_post_becomes_a_get_without_content(int status, bool within)
    {
        var client = await ClientAsync();

        await client.PostAsync(
            RedirectTo(within ? "/api/elsewhere" : $"{Other.BaseAddress}elsewhere", status), new StringContent("body"));

        var request = within ? External.RecordedApiRequests[^1] : Assert.Single(Other.Requests);
        Assert.Equal(
            ("GET", "", within ? $"Bearer {Secret}" : null), (request.Method, request.Text, request.Authorization));
        Assert.DoesNotContain("Content-Type", request.Headers.Keys);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_post_that_becomes_a_get_at_another_origin_has_no_credential_and_no_content(string kind)
    {
        var client = await ClientAsync(kind);

        foreach (var status in new[] { 301, 302, 303 })
        {
            using var request = new HttpRequestMessage(
                HttpMethod.Post, RedirectTo($"{Other.BaseAddress}landing?page=2", status))
            {
                Content = new StringContent($"{{\"secret\":\"{Secret}\"}}"),
            };
            request.Headers.Add("Cookie", "session=mine");
            if (status == 303) client.Send(request).Dispose();
            else (await client.SendAsync(request)).Dispose();
        }

        Assert.Equal(3, Other.Requests.Count);
        Assert.All(Other.Requests, request =>
        {
            Assert.Equal(("GET", "/landing?page=2", ""), (request.Method, request.Target, request.Text));
            Assert.Equal(Other.BaseAddress.Authority, request.Headers["Host"]);
            Assert.DoesNotContain("Cookie", request.Headers.Keys);
            Assert.DoesNotContain("Authorization", request.Headers.Keys);
            Assert.DoesNotContain(request.Headers.Values, value => value.Contains(Secret, StringComparison.Ordinal));
        });
    }

    [Fact]
    public async Task A_put_becomes_a_get_after_303_only()
    {
        var client = await ClientAsync();

        await client.PutAsync(RedirectTo("/api/a", 302), new StringContent("body"));
        await client.PutAsync(RedirectTo("/api/b", 303), new StringContent("body"));

        Assert.Equal(
            [("PUT", "/api/a"), ("GET", "/api/b")],
            External.RecordedApiRequests.Skip(1).Select(request => (request.Method, request.Target)));
    }

    [Fact]
    public async Task A_loop_ends_after_ten_redirects()
    {
        var client = await ClientAsync();
        await using var loop = new Loop(External);

        var response = await client.GetAsync(RedirectTo(loop.Address));

        Assert.Equal(HttpStatusCode.Found, response.StatusCode);
        Assert.Equal(10, await loop.CountAsync());
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_redirect_back_to_the_origin_has_no_credential_and_causes_no_refresh(string kind)
    {
        var client = await ClientAsync(kind);
        await using var mirror = await LoopbackServer.StartAsync(context =>
        {
            context.Response.Redirect($"{External.Api}me");
            return Task.CompletedTask;
        });
        var tokens = External.TokenRequests;

        var response = await client.GetAsync(RedirectTo(mirror.BaseAddress.AbsoluteUri));

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Null(External.RecordedApiRequests[^1].Authorization);
        Assert.Equal("/api/me", External.RecordedApiRequests[^1].Target);
        Assert.Equal(tokens, External.TokenRequests);
    }

    [Theory]
    [InlineData("")]
    [InlineData("ftp://example.com/")]
    [InlineData("javascript:alert(1)")]
    [InlineData("http://[broken")]
    public async Task A_redirect_with_an_invalid_location_is_returned_to_the_caller(string location)
    {
        var client = await ClientAsync();

        Assert.Equal(HttpStatusCode.Found, (await client.GetAsync(RedirectTo(location))).StatusCode);
    }

    /// <summary>A server on another origin that redirects in a loop.</summary>
    private sealed class Loop(ScriptedExternalSystem system) : IAsyncDisposable
    {
        private readonly Task<LoopbackServer> _server = LoopbackServer.StartAsync(context =>
        {
            context.Response.Redirect(
                context.Request.Path.Value!.Length > 100 ? system.BaseAddress.AbsoluteUri : $"{context.Request.Path}x");
            return Task.CompletedTask;
        });

        public string Address => _server.GetAwaiter().GetResult().BaseAddress.AbsoluteUri;

        public async Task<int> CountAsync() => (await _server).Requests.Count;

        public async ValueTask DisposeAsync() => await (await _server).DisposeAsync();
    }
}
