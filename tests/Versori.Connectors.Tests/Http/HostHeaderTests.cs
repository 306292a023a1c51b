using System.Net;

namespace Versori.Connectors.Tests.Http;

/// <summary>The credential goes to the site that the URL names, not to the one that a Host header names.</summary>
public sealed class HostHeaderTests : HttpTest
{
    public static TheoryData<string> ForeignHosts => new(
        "other.example", "127.0.0.1", "127.0.0.1:1", "127.0.0.1:", "not a host", "127.0.0.1.evil.example",
        "user@127.0.0.1");

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_request_whose_Host_header_names_another_host_is_not_sent(string kind)
    {
        var client = await ClientAsync(kind);
        await client.GetAsync("me");
        var sent = External.ApiRequests;

        foreach (var url in new[] { "me", $"{External.Api}me" })
        {
            await AssertRefusedAsync(() => client.SendAsync(To(url, "other.example")));
            await AssertRefusedAsync(() => Task.FromResult(client.Send(To(url, "other.example"))));
        }

        Assert.Equal(sent, External.ApiRequests);
    }

    [Theory]
    [MemberData(nameof(ForeignHosts))]
    public async Task A_similar_host_is_refused(string host)
    {
        var client = await ClientAsync();

        await AssertRefusedAsync(() => client.SendAsync(To("me", host)));
        await AssertRefusedAsync(() => client.SendAsync(To("me", External.BaseAddress.Authority, host)));
    }

    [Fact]
    public async Task A_client_that_has_not_resolved_its_connection_refuses_it_too()
    {
        await ConnectAsync();
        using var cold = Engine.Clients.CreateClient(await Engine.LinkAsync(ConnectorId.Parse("system")));
        cold.DefaultRequestHeaders.Host = "other.example";

        await AssertRefusedAsync(() => cold.GetAsync("me"));
    }

    [Fact]
    public async Task A_request_without_a_credential_is_refused_too()
    {
        await Engine.PublishAsync(Engine.Definition(methods: new BearerAuth()) with { AuthAlternatives = [new()] });
        using var client = Engine.Clients.CreateClient(await Engine.LinkAsync(ConnectorId.Parse("system")));

        await AssertRefusedAsync(() => client.SendAsync(To("me", "other.example")));
        Assert.Equal(0, External.ApiRequests);
    }

    [Fact]
    public async Task The_host_of_the_url_is_accepted()
    {
        var client = await ClientAsync();

        using var response = await client.SendAsync(To("me", External.BaseAddress.Authority.ToUpperInvariant()));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task A_definition_can_set_it_and_a_repeated_request_has_it_too()
    {
        var method = Engine.ClientCredentials() with
        {
            Headers = new Dictionary<string, string> { ["Host"] = "tenant.example" },
        };
        await Engine.PublishAsync(Engine.Definition(methods: method));
        using var client = Engine.Clients.CreateClient(await Engine.Connections.ConnectAsync(
            ConnectorId.Parse("system"),
            "acme",
            Credential.OAuth2ClientCredentials(External.ClientId, External.ClientSecret)));
        External.RejectTokens("access-1");

        using var response = await client.GetAsync("me");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(
            ["tenant.example", "tenant.example"],
            External.RecordedApiRequests.TakeLast(2).Select(request => request.Headers["Host"]));
    }

    [Fact]
    public async Task A_redirect_to_another_origin_of_the_connection_removes_it()
    {
        await using var second = await ScriptedExternalSystem.StartAsync();
        second.AcceptBearer(Secret);
        External.AcceptBearer(Secret);
        var definition = Engine.Definition(methods: new BearerAuth());
        await Engine.PublishAsync(definition with
        {
            Endpoints = [.. definition.Endpoints, definition.Endpoints[0] with { Id = "b", BaseUrl = second.BaseUrl }],
        });
        using var client = Engine.Clients.CreateClient(
            await Engine.Connections.ConnectAsync(definition.Id, "acme", Credential.Bearer(Secret)));

        using var response = await client.SendAsync(
            To(RedirectTo($"{second.Api}me"), External.BaseAddress.Authority));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var redirected = second.RecordedApiRequests[^1];
        Assert.Equal(
            (second.BaseAddress.Authority, $"Bearer {Secret}"),
            (redirected.Headers["Host"], redirected.Authorization));
    }

    private static HttpRequestMessage To(string url, params string[] hosts)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, url);
        foreach (var host in hosts) request.Headers.TryAddWithoutValidation("Host", host);
        return request;
    }

    private static async Task AssertRefusedAsync(Func<Task> send)
    {
        var exception = await Assert.ThrowsAsync<ConnectorException>(send);
        Assert.Equal((ConnectorErrorCode.OriginNotAllowed, "Host"), (exception.Code, exception.Error.Location));
        Assert.Contains("Headers.Host", exception.Message, StringComparison.Ordinal);
    }
}
