using System.Net;

namespace Versori.Connectors.Tests.Http;

/// <summary>Handlers for libraries that create their own clients.</summary>
public sealed class LibraryHandlerTests : HttpTest
{
    [Fact]
    public async Task Several_handlers_work_and_disposing_one_does_not_affect_the_others()
    {
        var connection = await ConnectAsync();
        var template = await Engine.LinkAsync(connection.ConnectorId);
        HttpMessageHandler[] handlers =
        [
            Engine.Clients.CreateHandler(connection),
            Engine.Clients.CreateHandler(template),
            Engine.Clients.CreateHandler(connection.Id),
        ];

        foreach (var handler in handlers)
        {
            using var client = new HttpClient(handler);
            Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(new Uri(External.Api, "me"))).StatusCode);
        }

        var plain = Engine.Clients.CreateClient(connection);
        Assert.Equal(HttpStatusCode.OK, (await plain.GetAsync("me")).StatusCode);
    }

    [Fact]
    public async Task A_handler_sends_nothing_to_another_origin()
    {
        using var client = new HttpClient(Engine.Clients.CreateHandler(await ConnectAsync()));

        await Assert.ThrowsAsync<ConnectorException>(() => client.GetAsync(Other.BaseAddress));

        Assert.Empty(Other.Requests);
    }

    [Fact]
    public async Task A_library_that_replaces_the_innermost_handler_changes_no_other_handler_and_leaks_nothing()
    {
        var connection = await ConnectAsync();
        for (var instance = 0; instance < 2; instance++)
        {
            // The Kubernetes client replaces the inner handler of the innermost delegating handler.
            var outer = Engine.Clients.CreateHandler(connection);
            var innermost = outer;
            while (innermost.InnerHandler is DelegatingHandler inner) innermost = inner;
            innermost.InnerHandler = new SocketsHttpHandler { AllowAutoRedirect = true };
            using var client = new HttpClient(outer);

            using var response = await client.GetAsync(RedirectTo($"{Other.BaseAddress}x"));

            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        }

        Assert.All(Other.Requests, request => Assert.Null(request.Authorization));
        Assert.Equal(HttpStatusCode.OK, (await Engine.Clients.CreateClient(connection).GetAsync("me")).StatusCode);
    }

    [Fact]
    public async Task A_library_with_an_unknown_handler_gets_an_error()
    {
        var handler = Engine.Clients.CreateHandler(await ConnectAsync());
        handler.InnerHandler = new Unknown();
        using var client = new HttpClient(handler);

        var exception = await Assert.ThrowsAsync<ConnectorException>(
            () => client.GetAsync(new Uri(External.Api, "me")));

        Assert.Equal(ConnectorErrorCode.NotSupported, exception.Code);
    }

    private sealed class Unknown : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage());
    }
}
