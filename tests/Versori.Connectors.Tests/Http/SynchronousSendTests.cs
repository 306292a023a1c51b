using System.Net;

namespace Versori.Connectors.Tests.Http;

/// <summary><c>HttpClient.Send</c> follows the same rules as <c>SendAsync</c>.</summary>
public sealed class SynchronousSendTests : HttpTest
{
    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_synchronous_request_carries_the_credential(string kind)
    {
        var client = await ClientAsync(kind);

        for (var call = 0; call < 2; call++)
        {
            using var response = client.Send(new(HttpMethod.Get, "me"));
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        }
    }

    [Fact]
    public async Task A_synchronous_request_to_another_origin_is_refused()
    {
        var client = await ClientAsync();

        var exception = Assert.Throws<ConnectorException>(
            () => client.Send(new(HttpMethod.Get, Other.BaseAddress.AbsoluteUri)));

        Assert.Equal(ConnectorErrorCode.OriginNotAllowed, exception.Code);
        Assert.Empty(Other.Requests);
    }

    [Fact]
    public async Task A_synchronous_request_is_redirected_to_another_origin_without_the_credential()
    {
        var client = await ClientAsync();

        using var response = client.Send(new(HttpMethod.Get, RedirectTo($"{Other.BaseAddress}x")));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Null(Assert.Single(Other.Requests).Authorization);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_rejected_token_is_replaced_and_the_synchronous_request_is_repeated(bool hasContext)
    {
        var (_, client) = await Engine.ConnectAsync();
        External.RejectTokens("access-1");
        if (hasContext) SynchronizationContext.SetSynchronizationContext(new BlockedContext());

        using var response = client.Send(
            new(HttpMethod.Post, "items") { Content = new StreamContent(new MemoryStream("body"u8.ToArray())) });
        SynchronizationContext.SetSynchronizationContext(null);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(
            ["access-1 body", "access-2 body"],
            External.RecordedApiRequests.TakeLast(2)
                .Select(request => $"{request.Authorization![7..]} {request.Text}"));
        Assert.Equal(2, External.TokenRequests);
    }

    [Fact]
    public async Task A_synchronous_request_waits_for_the_refresh_of_an_expired_token()
    {
        var (_, client) = await Engine.ConnectAsync();
        Engine.Time.Advance(TimeSpan.FromHours(2));

        using var response = client.Send(new(HttpMethod.Get, "me"));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(2, External.TokenRequests);
    }

    [Fact]
    public async Task Synchronous_and_asynchronous_requests_send_the_same()
    {
        var client = await ClientAsync("query");

        client.Send(new(HttpMethod.Get, "me?x=1")).Dispose();
        await client.GetAsync("me?x=1");

        var (first, second) = (External.RecordedApiRequests[^2], External.RecordedApiRequests[^1]);
        Assert.Equal(first.Target, second.Target);
        Assert.Equal(Headers(first), Headers(second));

        // A test runner that listens to activities gives each request a traceparent of its own.
        static IEnumerable<KeyValuePair<string, string>> Headers(RecordedRequest request) =>
            request.Headers.Where(header => header.Key != "traceparent").OrderBy(header => header.Key);
    }

    /// <summary>The context of a thread that is blocked: nothing that is posted to it ever runs.</summary>
    private sealed class BlockedContext : SynchronizationContext
    {
        public override void Post(SendOrPostCallback d, object? state)
        {
        }
    }
}
