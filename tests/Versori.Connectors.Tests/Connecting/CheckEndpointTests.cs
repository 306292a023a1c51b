namespace Versori.Connectors.Tests.Connecting;

public sealed class CheckEndpointTests : ConnectingTest
{
    public static TheoryData<string, ConnectorEndpoint[], string?> Choices => new()
    {
        { "the one that tells most", [Get("orders"), Get("users/me"), Get("a")], "users/me" },
        { "the shortest path of several", [Get("a/b/c"), Get("z")], "z" },
        { "none that changes something", [Get("me") with { Method = "POST" }, Get("z")], "z" },
        {
            "none that needs an argument",
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
            "none that needs no authentication",
            [Get("status") with { AuthAlternatives = [] }, Get("ping") with { AuthAlternatives = [new()] }, Get("z")],
            "z"
        },
        { "none that is on its way out", [Get("me") with { Deprecated = true }, Get("z")], "z" },
        { "none on another host", [Get("me") with { BaseUrl = "https://example.com" }, Get("z")], "z" },
        { "nothing where nothing fits", [Get("me") with { Method = "DELETE" }], null },
    };

    [Theory]
    [MemberData(nameof(Choices), DisableDiscoveryEnumeration = true)]
    public async Task The_check_endpoint_is_chosen_with_care(string what, ConnectorEndpoint[] endpoints, string? chosen)
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
    public async Task A_named_check_endpoint_is_taken_at_its_word()
    {
        var connection = await ConnectAsync(
            [Get("me"), Get("deep/down") with { Deprecated = true }], check: "deep/down");

        Assert.Equal("deep/down", connection.Check!.EndpointId);
    }

    [Fact]
    public async Task A_named_check_endpoint_with_an_address_of_its_own_is_called_there()
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
    public async Task A_path_is_only_ever_a_path(string path, string target)
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
    public async Task An_response_that_says_nothing_about_the_credential_is_inconclusive(
        int status, bool named, ConnectionCheckOutcome outcome)
    {
        External.ApiFaults.Enqueue(ScriptedResponse.Create(status, ""));

        var connection = await ConnectAsync([Get("me")], named ? "me" : null);

        Assert.Equal((outcome, status), (connection.Check!.Outcome, connection.Check.StatusCode));
    }

    [Fact]
    public async Task A_named_check_endpoint_that_forbids_has_refused_the_credential()
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
