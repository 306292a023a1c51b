using System.Net;

namespace Versori.Connectors.Tests.Http;

/// <summary>How a credential is combined with the rest of the request.</summary>
public sealed class PlacementTests : HttpTest
{
    [Theory]
    [InlineData("me", "/api/me?api_key=s3cr3t-value")]
    [InlineData("me?page=2", "/api/me?page=2&api_key=s3cr3t-value")]
    [InlineData("me?a=%26&b=x+y", "/api/me?a=%26&b=x+y&api_key=s3cr3t-value")]
    [InlineData("me?api_key=wrong&page=2", "/api/me?page=2&api_key=s3cr3t-value")]
    [InlineData("me?API%5Fkey=wrong", "/api/me?api_key=s3cr3t-value")]
    [InlineData("me?my_api_key=mine", "/api/me?my_api_key=mine&api_key=s3cr3t-value")]
    [InlineData("me#part", "/api/me?api_key=s3cr3t-value")]
    public async Task A_key_in_the_query_is_added_to_the_query_of_the_caller(string url, string target)
    {
        var client = await ClientAsync("query");

        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(url)).StatusCode);

        Assert.Equal(target, External.RecordedApiRequests[^1].Target);
    }

    [Theory]
    [InlineData(null, "api_key=s3cr3t-value")]
    [InlineData("session=1; theme=dark", "session=1; theme=dark; api_key=s3cr3t-value")]
    [InlineData("api_key=wrong; session=1", "session=1; api_key=s3cr3t-value")]
    [InlineData("my_api_key=mine", "my_api_key=mine; api_key=s3cr3t-value")]
    public async Task A_key_in_a_cookie_is_added_to_the_cookies_of_the_caller(string? cookie, string expected)
    {
        var client = await ClientAsync("cookie");
        var request = new HttpRequestMessage(HttpMethod.Get, "me");
        if (cookie is not null) request.Headers.Add("Cookie", cookie);

        Assert.Equal(HttpStatusCode.OK, (await client.SendAsync(request)).StatusCode);

        Assert.Equal(expected, External.RecordedApiRequests[^1].Headers["Cookie"]);
    }

    [Theory]
    [InlineData("basic")]
    [InlineData("bearer")]
    [InlineData("oauth")]
    public async Task An_authorization_header_of_the_caller_is_replaced(string kind)
    {
        var client = await ClientAsync(kind);
        client.DefaultRequestHeaders.Authorization = new("Bearer", "the-callers-own");

        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("me")).StatusCode);

        Assert.DoesNotContain("the-callers-own", External.RecordedApiRequests[^1].Authorization!);
    }

    [Fact]
    public async Task A_key_is_sent_in_every_placement_with_the_inputs_substituted()
    {
        var method = new ApiKeyAuth
        {
            Fields = [new() { Name = "app" }, new() { Name = "key" }],
            Placements =
            [
                new() { Name = "X-App", Value = "{app}" },
                new() { Name = "X-Key", Value = "Token token=\"{key}\", region={region}" },
                new() { In = CredentialLocation.Query, Name = "k y", Value = "{key}" },
            ],
        };
        await Engine.PublishAsync(Engine.Definition(methods: method) with { Inputs = [new() { Name = "region" }] });
        var connection = await Engine.Connections.ConnectAsync(new()
        {
            ConnectorId = ConnectorId.Parse("system"),
            Name = "acme",
            Credential = Credential.For("apiKey", new Dictionary<string, string> { ["app"] = "a", ["key"] = "k&=" }),
            Inputs = new Dictionary<string, string> { ["region"] = "eu" },
            CheckCredential = false,
        });

        await Engine.Clients.CreateClient(connection).GetAsync("me");

        var request = Assert.Single(External.RecordedApiRequests);
        Assert.Equal(("a", "Token token=\"k&=\", region=eu"), (request.Headers["X-App"], request.Headers["X-Key"]));
        Assert.Equal("/api/me?k%20y=k%26%3D", request.Target);
    }

    [Fact]
    public async Task Concurrent_requests_of_many_connections_have_the_right_credentials()
    {
        await Engine.PublishAsync(Engine.Definition(methods: new BearerAuth()));
        var clients = new List<HttpClient>();
        for (var number = 0; number < 10; number++)
        {
            External.AcceptBearer($"token-{number}");
            var connection = await Engine.Connections.ConnectAsync(
                ConnectorId.Parse("system"), $"c{number}", Credential.Bearer($"token-{number}"));
            clients.Add(Engine.Clients.CreateClient(connection));
        }

        await Parallel.ForAsync(0, 500, async (call, cancellationToken) =>
        {
            using var response = await clients[call % 10].GetAsync($"items/{call % 10}", cancellationToken);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        });

        var calls = External.RecordedApiRequests.Where(request => request.Path.Contains("items")).ToList();
        Assert.Equal(500, calls.Count);
        Assert.All(
            calls, request => Assert.Equal($"Bearer token-{request.Path.Split('/')[^1]}", request.Authorization));
    }
}
