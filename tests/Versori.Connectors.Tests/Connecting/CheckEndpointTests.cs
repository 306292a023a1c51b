namespace Versori.Connectors.Tests.Connecting;

public sealed class CheckEndpointTests : ConnectingTest
{
    public static TheoryData<string, ConnectorEndpoint[], string?> Choices => new()
    {
        { "the endpoint that describes the user", [Get("orders"), Get("users/me"), Get("a")], "users/me" },
        { "the shortest path of several", [Get("a/b/c"), Get("z")], "z" },
        { "no endpoint that changes data", [Get("me") with { Method = "POST" }, Get("z")], "z" },
        {
            "no endpoint with required parameters",
            [
                Get("{id}/me"),
                Get("me") with
                {
                    Parameters = [new() { Name = "page", In = ParameterLocation.Query, Required = true }],
                },
                Get("z"),
            ],
            "z"
        },
        {
            "no endpoint without authentication",
            [Get("status") with { AuthAlternatives = [] }, Get("ping") with { AuthAlternatives = [new()] }, Get("z")],
            "z"
        },
        { "no deprecated endpoint", [Get("me") with { Deprecated = true }, Get("z")], "z" },
        { "no endpoint on another host", [Get("me") with { BaseUrl = "https://example.com" }, Get("z")], "z" },
        { "no endpoint if none is suitable", [Get("me") with { Method = "DELETE" }], null },
    };

    [Theory]
    [MemberData(nameof(Choices), DisableDiscoveryEnumeration = true)]
    public async Task The_default_check_endpoint_is_a_safe_authenticated_get(
        string what, ConnectorEndpoint[] endpoints, string? chosen)
    {
        var connection = await ConnectAsync(endpoints);

        Assert.True(connection.Check!.EndpointId == chosen, what);
        Assert.Equal(
            chosen is null ? ConnectionCheckOutcome.NotChecked : ConnectionCheckOutcome.Accepted,
            connection.Check.Outcome);
        Assert.Equal(
            chosen is null ? [] : [$"/api/{chosen}"], External.RecordedApiRequests.Select(request => request.Target));
    }

    [Fact]
    public async Task A_named_check_endpoint_is_always_used()
    {
        var connection = await ConnectAsync(
            [Get("me"), Get("deep/down") with { Deprecated = true }], check: "deep/down");

        Assert.Equal("deep/down", connection.Check!.EndpointId);
    }

    [Fact]
    public async Task A_named_check_endpoint_with_its_own_base_url_is_called_there()
    {
        await using var other = await LoopbackServer.StartAsync(_ => Task.CompletedTask);

        await ConnectAsync(
            [Get("me"), Get("session") with { BaseUrl = other.BaseAddress.AbsoluteUri }], check: "session");

        Assert.Equal(
            ("/session", "Bearer t"),
            Assert.Single(other.Requests) is var request ? (request.Target, request.Authorization) : default);
        Assert.Equal(0, External.ApiRequests);
    }

    [Theory]
    [InlineData("/users:me", "/api/users:me")]
    [InlineData("/https://evil.example/x", "/api/https://evil.example/x")]
    [InlineData("//evil.example/x", "/api//evil.example/x")]
    public async Task The_path_of_an_endpoint_cannot_change_the_host(string path, string target)
    {
        await ConnectAsync([Get("me") with { Path = path }]);

        Assert.Equal(target, Assert.Single(External.RecordedApiRequests).Target);
    }

    [Theory]
    [InlineData(403, false, ConnectionCheckOutcome.Inconclusive)]
    [InlineData(404, false, ConnectionCheckOutcome.Inconclusive)]
    [InlineData(302, false, ConnectionCheckOutcome.Inconclusive)]
    [InlineData(429, true, ConnectionCheckOutcome.Inconclusive)]
    [InlineData(204, true, ConnectionCheckOutcome.Accepted)]
    public async Task A_response_that_does_not_depend_on_the_credential_is_inconclusive(
        int status, bool named, ConnectionCheckOutcome outcome)
    {
        External.ApiFaults.Enqueue(ScriptedResponse.Create(status, ""));

        var connection = await ConnectAsync([Get("me")], named ? "me" : null);

        Assert.Equal((outcome, status), (connection.Check!.Outcome, connection.Check.StatusCode));
    }

    [Fact]
    public async Task A_403_from_a_named_check_endpoint_refuses_the_credential()
    {
        External.ApiFaults.Enqueue(ScriptedResponse.Create(403, ""));

        await RefusedAsync(ConnectorErrorCode.CredentialRefused, () => ConnectAsync([Get("me")], "me"));
        await AssertNothingLeftAsync();
    }

    private static ConnectorEndpoint Get(string path) => new()
    {
        Id = path,
        Method = "GET",
        Path = $"/{path}",
        Parameters = path.Contains('{') ? [new() { Name = "id", In = ParameterLocation.Path, Required = true }] : [],
    };

    private async Task<Connection> ConnectAsync(ConnectorEndpoint[] endpoints, string? check = null)
    {
        External.AcceptBearer("t");
        await Engine.PublishAsync(
            Engine.Definition(methods: new BearerAuth()) with { Endpoints = endpoints, CheckEndpoint = check });
        return await Connections.ConnectAsync(SystemId, "acme", Credential.Bearer("t"));
    }
}
