using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Versori.Connectors.Tests.Engine;

namespace Versori.Connectors.Tests.Authentication;

public sealed class CustomAuthTests : IAsyncLifetime
{
    private EngineFixture _engine = null!;

    public async ValueTask InitializeAsync()
    {
        _engine = await EngineFixture.StartAsync(builder => builder.AddAuthHandler<TicketHandler>("tickets"));
        for (var number = 1; number <= 5; number++) _engine.System.AcceptApiKey($"ticket-{number}-key", "X-Ticket");
    }

    public ValueTask DisposeAsync() => _engine.DisposeAsync();

    [Fact]
    public async Task A_handler_of_the_host_authenticates_calls_also_after_a_restart()
    {
        var (connection, client) = await ConnectAsync();
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("me")).StatusCode);
        Assert.Equal("ticket-1-key", _engine.System.RecordedApiRequests[^1].Headers["X-Ticket"]);
        Assert.Equal(_engine.Time.GetUtcNow().AddHours(1), connection.Tokens[0].ExpiresAt);

        await using var second = EngineFixture.Beside(
            _engine, configure: builder => builder.AddAuthHandler<TicketHandler>("tickets"));
        var again = second.CreateClient(connection);
        Assert.Equal(HttpStatusCode.OK, (await again.GetAsync("me")).StatusCode);
        Assert.Equal("ticket-1-key", _engine.System.RecordedApiRequests[^1].Headers["X-Ticket"]);

        _engine.Time.Advance(TimeSpan.FromHours(2));
        Assert.Equal(HttpStatusCode.OK, (await again.GetAsync("me")).StatusCode);
        Assert.Equal("ticket-2-key", _engine.System.RecordedApiRequests[^1].Headers["X-Ticket"]);
    }

    [Fact]
    public async Task A_handler_that_is_no_longer_registered_is_named()
    {
        var (connection, _) = await ConnectAsync();
        await using var second = EngineFixture.Beside(_engine);

        var error = await Assert.ThrowsAsync<ConnectorException>(() => second.CreateClient(connection).GetAsync("me"));

        Assert.Equal(ConnectorErrorCode.NotSupported, error.Code);
        Assert.Contains("'tickets'", error.Message, StringComparison.Ordinal);
        await second.Connections.DisconnectAsync(connection.Id);
        Assert.Null(await second.Connections.FindAsync(connection.Id));
    }

    [Fact]
    public async Task A_rejected_token_is_replaced_and_disconnecting_revokes_the_token()
    {
        var (connection, client) = await ConnectAsync();
        _engine.System.RejectTokens("ticket-1-key");

        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("me")).StatusCode);

        await _engine.Connections.DisconnectAsync(connection.Id);
        Assert.Equal(["ticket-2"], Handler.Revoked);
    }

    [Fact]
    public async Task A_refusal_is_final_and_an_exception_is_transient_and_its_text_is_not_shown()
    {
        var (connection, client) = await ConnectAsync();
        _engine.System.RejectTokens("ticket-1-key");
        Handler.Next = static () => throw new InvalidOperationException("canary-secret");
        var passing = await Assert.ThrowsAsync<ConnectorException>(() => client.GetAsync("me"));
        Assert.True(passing.Error.IsTransient);
        Assert.DoesNotContain("canary", passing.ToString(), StringComparison.Ordinal);

        _engine.Time.Advance(TimeSpan.FromMinutes(1));
        Handler.Next = static () => AuthHandlerToken.Refused("The account is closed.");
        await Assert.ThrowsAsync<ConnectorException>(() => client.GetAsync("me"));
        var after = await _engine.Connections.FindAsync(connection.Id);
        Assert.Equal(ConnectionStatus.NeedsReauthorization, after!.Status);
        Assert.Contains("The account is closed.", after.StatusReason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_that_breaks_a_header_is_refused_before_it_is_saved()
    {
        var (connection, _) = await ConnectAsync();
        Handler.Next = static () =>
            AuthHandlerToken.Obtained(new Dictionary<string, Secret> { ["ticket"] = new("a\r\nX-Evil: 1") });

        await Assert.ThrowsAsync<ConnectorException>(() => _engine.Connections.RefreshAsync(connection.Id));

        Assert.Equal(connection.Tokens, (await _engine.Connections.FindAsync(connection.Id))!.Tokens);
    }

    [Fact]
    public void The_handler_validates_its_settings_and_an_unknown_handler_is_a_problem()
    {
        var bad = _engine.Definition(
            "bad",
            Method() with { Settings = JsonFragment.Parse("""{"hours":"many"}""") },
            Method() with { Id = "other", Handler = "nobody" });

        var problems = _engine.Catalog.Validate(bad);

        Assert.Equal(
            ["/authMethods/0/settings/hours", "/authMethods/1/handler"], problems.Select(problem => problem.Location));
    }

    [Fact]
    public async Task The_request_in_an_invocation_result_shows_no_secrets()
    {
        var (connection, _) = await ConnectAsync();
        var result = await _engine.Services.GetRequiredService<IEndpointInvoker>().InvokeAsync(connection.Id, "me");

        Assert.Equal([Secret.Redacted], result.Request.Headers["X-Ticket"]);
        Assert.DoesNotContain("ticket-1", result.Request.ToString(), StringComparison.Ordinal);
    }

    private TicketHandler Handler => _engine.Services.GetRequiredService<TicketHandler>();

    private static CustomAuth Method() => new()
    {
        Handler = "tickets",
        Settings = JsonFragment.Parse("""{"hours":1}"""),
        Fields = [new() { Name = "user", IsVisible = true }, new() { Name = "key" }],
    };

    private async Task<(Connection Connection, HttpClient Client)> ConnectAsync()
    {
        var connector = await _engine.PublishAsync(_engine.Definition("custom", Method()));
        var connection = await _engine.Connections.ConnectAsync(new()
        {
            ConnectorId = connector.Id,
            Name = "acme",
            Credential = Credential.For("custom", new Dictionary<string, string> { ["user"] = "ada", ["key"] = "key" }),
        });
        return (connection, _engine.Clients.CreateClient(connection));
    }
}
