using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Versori.Connectors.Tests.Engine;
using Versori.Connectors.Tests.Http;

namespace Versori.Connectors.Tests.Refresh;

[Trait("Kind", "Race")]
public sealed class TokenRefreshTests : IAsyncLifetime
{
    private EngineFixture _engine = null!;

    private ScriptedExternalSystem System => _engine.System;

    public async ValueTask InitializeAsync() => _engine = await EngineFixture.StartAsync();

    public ValueTask DisposeAsync() => _engine.DisposeAsync();

    [Fact]
    public async Task A_token_is_requested_once_and_used_until_it_is_due()
    {
        var (_, client) = await _engine.ConnectAsync();

        for (var call = 0; call < 5; call++) Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("me")).StatusCode);

        Assert.Equal(1, System.TokenRequests);
    }

    [Fact]
    public async Task A_thousand_callers_of_an_expired_token_cause_one_token_request()
    {
        var (_, client) = await _engine.ConnectAsync();
        _engine.Time.Advance(TimeSpan.FromHours(2));

        var responses = await Task.WhenAll(Enumerable.Range(0, 1000).Select(_ => client.GetAsync("me")));

        Assert.All(responses, response => Assert.Equal(HttpStatusCode.OK, response.StatusCode));
        Assert.Equal(2, System.TokenRequests);
    }

    [Fact]
    public async Task A_rejected_token_is_refreshed_once_for_all_waiters()
    {
        var (_, client) = await _engine.ConnectAsync();
        System.RejectTokens("access-1");

        var responses = await Task.WhenAll(Enumerable.Range(0, 1000).Select(_ => client.GetAsync("me")));

        Assert.All(responses, response => Assert.Equal(HttpStatusCode.OK, response.StatusCode));
        Assert.Equal(2, System.TokenRequests);
    }

    [Fact]
    public async Task A_token_that_is_due_is_refreshed_while_calls_use_the_old_one()
    {
        var (_, client) = await _engine.ConnectAsync();
        _engine.Time.Advance(TimeSpan.FromMinutes(59.5));
        System.TokenGate.Close();

        var response = await client.GetAsync("me");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(2, System.ApiRequestsWith("access-1"));
        await System.TokenRequestCounter.WaitForAsync(2);
        System.TokenGate.Open();
    }

    [Fact]
    public async Task A_short_lived_token_is_not_refreshed_on_every_use()
    {
        System.Tokens.Lifetime = TimeSpan.FromSeconds(60);
        var (_, client) = await _engine.ConnectAsync();
        _engine.Time.Advance(TimeSpan.FromSeconds(50));

        await client.GetAsync("me");

        Assert.Equal(1, System.TokenRequests);
    }

    [Fact]
    public async Task Without_a_lifetime_a_token_is_used_until_it_is_rejected()
    {
        System.Tokens.Lifetime = null;
        var (_, client) = await _engine.ConnectAsync();
        _engine.Time.Advance(TimeSpan.FromDays(400));
        await client.GetAsync("me");
        Assert.Equal(1, System.TokenRequests);

        System.RejectTokens("access-1");

        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("me")).StatusCode);
        Assert.Equal(2, System.TokenRequests);
    }

    [Fact]
    public async Task A_system_that_rejects_every_token_does_not_cause_repeated_token_requests()
    {
        var (_, client) = await _engine.ConnectAsync();
        System.RejectTokens(Enumerable.Range(1, 100).Select(number => $"access-{number}"));

        for (var call = 0; call < 20; call++)
            Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync("me")).StatusCode);

        Assert.Equal(2, System.TokenRequests);
    }

    [Fact]
    public async Task Cancelling_one_caller_does_not_cancel_the_others()
    {
        var (_, client) = await _engine.ConnectAsync();
        _engine.Time.Advance(TimeSpan.FromHours(2));
        System.TokenGate.Close();
        using var giveUp = new CancellationTokenSource();
        var impatient = client.GetAsync("me", giveUp.Token);
        var patient = client.GetAsync("me");
        await System.TokenRequestCounter.WaitForAsync(2);

        await giveUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => impatient);
        System.TokenGate.Open();

        Assert.Equal(HttpStatusCode.OK, (await patient).StatusCode);
        Assert.Equal(2, System.TokenRequests);
    }

    [Fact]
    public async Task A_final_refusal_ends_the_connection_and_later_calls_fail_immediately()
    {
        var (connection, client) = await _engine.ConnectAsync();
        _engine.Time.Advance(TimeSpan.FromHours(2));
        System.TokenOutage = ScriptedResponse.OAuthError("invalid_client", 401);

        for (var call = 0; call < 3; call++)
        {
            var exception = await Assert.ThrowsAsync<ConnectorException>(() => client.GetAsync("me"));
            Assert.Equal(ConnectorErrorCode.NeedsReauthorization, exception.Code);
        }

        Assert.Equal(2, System.TokenRequests);
        Assert.Equal(1, System.ApiRequests);
        Assert.Equal(
            ConnectionStatus.NeedsReauthorization, (await _engine.Connections.FindAsync(connection.Id))!.Status);
        Assert.Equal([ConnectionEventKind.Connected, ConnectionEventKind.NeedsReauthorization], _engine.Events.Kinds);
    }

    [Fact]
    public async Task An_ended_connection_works_after_it_is_connected_again()
    {
        var (connection, client) = await _engine.ConnectAsync();
        _engine.Time.Advance(TimeSpan.FromHours(2));
        System.TokenFaults.Enqueue(ScriptedResponse.OAuthError("invalid_client", 401));
        await Assert.ThrowsAsync<ConnectorException>(() => client.GetAsync("me"));

        await _engine.Connections.ReconnectAsync(
            connection.Id, Credential.OAuth2ClientCredentials(System.ClientId, System.ClientSecret));

        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("me")).StatusCode);
    }

    [Fact]
    public async Task A_transient_failure_is_retried_after_a_backoff()
    {
        var (connection, client) = await _engine.ConnectAsync();
        _engine.Time.Advance(TimeSpan.FromHours(2));
        System.TokenOutage = ScriptedResponse.Create(503, "");

        for (var call = 0; call < 10; call++)
        {
            var exception = await Assert.ThrowsAsync<ConnectorException>(() => client.GetAsync("me"));
            Assert.Equal(ConnectorErrorCode.Unavailable, exception.Code);
            Assert.True(exception.Error.IsTransient);
            Assert.NotNull(exception.Error.RetryAfter);
        }

        Assert.Equal(2, System.TokenRequests);
        System.TokenOutage = null;
        _engine.Time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("me")).StatusCode);
        Assert.Equal(ConnectionStatus.Active, (await _engine.Connections.FindAsync(connection.Id))!.Status);
    }

    [Fact]
    public async Task Retry_After_is_honoured_up_to_the_cap()
    {
        var (_, client) = await _engine.ConnectAsync();
        _engine.Time.Advance(TimeSpan.FromHours(2));
        System.TokenFaults.Enqueue(ScriptedResponse.TooManyRequests(60));
        await Assert.ThrowsAsync<ConnectorException>(() => client.GetAsync("me"));

        _engine.Time.Advance(TimeSpan.FromSeconds(59));
        await Assert.ThrowsAsync<ConnectorException>(() => client.GetAsync("me"));
        Assert.Equal(2, System.TokenRequests);

        _engine.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("me")).StatusCode);
    }

    [Fact]
    public async Task A_transient_failure_does_not_reach_callers_while_the_old_token_is_valid()
    {
        var (connection, client) = await _engine.ConnectAsync();
        _engine.Time.Advance(TimeSpan.FromMinutes(59.5));
        System.TokenOutage = ScriptedResponse.Create(500, "");
        await Assert.ThrowsAsync<ConnectorException>(() => _engine.Connections.RefreshAsync(connection.Id));

        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("me")).StatusCode);
    }

    [Theory]
    [InlineData("malformed")]
    [InlineData("empty")]
    [InlineData("html")]
    [InlineData("types")]
    [InlineData("huge")]
    [InlineData("null")]
    [InlineData("lifetime")]
    [InlineData("linebreak")]
    public async Task An_invalid_token_response_is_an_error_and_never_a_token(string kind)
    {
        System.TokenOutage = kind switch
        {
            "malformed" => ScriptedResponse.MalformedJson,
            "empty" => ScriptedResponse.Empty,
            "html" => ScriptedResponse.Html,
            "types" => ScriptedResponse.WrongTypes,
            "huge" => ScriptedResponse.HugeBody(8 * 1024 * 1024),
            "null" => ScriptedResponse.Create(200, """{"access_token":null}"""),
            "lifetime" => ScriptedResponse.Create(200, """{"access_token":"a","expires_in":"soon"}"""),
            _ => ScriptedResponse.Create(200, """{"access_token":"a\r\nX-Evil: 1"}"""),
        };

        var exception = await Assert.ThrowsAsync<ConnectorException>(() => _engine.ConnectAsync());

        Assert.Equal(ConnectorErrorCode.InvalidResponse, exception.Code);
        Assert.Empty(await _engine.Connections.ListAsync(new()).ToListAsync());
    }

    [Fact]
    public async Task Rotated_refresh_tokens_are_each_used_once()
    {
        System.Tokens.IssueRefreshTokens = System.Tokens.RotateRefreshTokens = true;
        var first = System.Tokens.Issue();
        var method = new OAuth2Auth
        {
            Grant = OAuth2Grant.AuthorizationCode,
            TokenUrl = System.TokenEndpoint.AbsoluteUri,
        };
        var connector = await _engine.PublishAsync(_engine.Definition(methods: method));
        var connection = await _engine.Connections.ConnectAsync(
            connector.Id, "acme", Credential.OAuth2Tokens(
                first.AccessToken, first.RefreshToken, System.ClientId, System.ClientSecret));
        var client = _engine.Clients.CreateClient(connection);

        for (var round = 0; round < 10; round++)
        {
            System.RejectTokens($"access-{round + 1}");
            var responses = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => client.GetAsync("me")));
            Assert.All(responses, response => Assert.Equal(HttpStatusCode.OK, response.StatusCode));
        }

        Assert.Equal(10, System.TokenRequests);
    }

    [Fact]
    public async Task An_edit_of_the_auth_method_does_not_affect_existing_connections()
    {
        var (_, client) = await _engine.ConnectAsync();
        await _engine.Catalog.EditAsync(ConnectorId.Parse("system"), definition => definition with
        {
            AuthMethods =
            [
                new BearerAuth(),
                _engine.ClientCredentials() with { TokenUrl = "https://elsewhere.example/token" },
            ],
        });
        _engine.Time.Advance(TimeSpan.FromHours(2));

        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("me")).StatusCode);
        Assert.Equal(2, System.TokenRequests);
    }

    [Fact]
    public async Task A_request_whose_content_can_be_read_again_is_repeated_completely()
    {
        var (_, client) = await _engine.ConnectAsync();
        System.RejectTokens("access-1");

        var response = await client.PostAsync("items", new StringContent("""{"name":"x"}"""));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(2, System.RecordedApiRequests.Count(request => request.Text == """{"name":"x"}"""));
    }

    [Fact]
    public async Task A_request_whose_content_is_consumed_returns_401_and_the_next_one_uses_the_new_token()
    {
        var (_, client) = await _engine.ConnectAsync();
        System.RejectTokens("access-1");

        var response = await client.PostAsync("items", new StreamContent(new OneWayStream([1, 2, 3])));

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("me")).StatusCode);
        Assert.Equal(2, System.TokenRequests);
    }

    [Fact]
    public async Task A_refresh_by_another_process_ends_the_backoff_and_clears_the_error()
    {
        var maintenance = _engine.Services.GetRequiredService<IConnectionMaintenance>();
        var (connection, client) = await _engine.ConnectAsync();
        _engine.Time.Advance(TimeSpan.FromHours(2));
        System.TokenFaults.Enqueue(ScriptedResponse.TooManyRequests(3600));
        await Assert.ThrowsAsync<ConnectorException>(() => client.GetAsync("me"));
        Assert.NotNull((await maintenance.GetHealthAsync(connection.Id)).LastRefreshError);
        await using var second = EngineFixture.Beside(_engine);
        Assert.Equal(HttpStatusCode.OK, (await second.CreateClient(connection).GetAsync("me")).StatusCode);

        // Longer than the cache duration, and much shorter than the backoff.
        _engine.Time.Advance(TimeSpan.FromSeconds(31));

        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("me")).StatusCode);
        Assert.Null((await maintenance.GetHealthAsync(connection.Id)).LastRefreshError);
        Assert.Equal(3, System.TokenRequests);
    }

    [Fact]
    public async Task Two_engines_over_the_same_stores_send_one_refresh_request()
    {
        var (connection, client) = await _engine.ConnectAsync();
        await using var second = EngineFixture.Beside(_engine);
        var other = second.CreateClient(connection);
        Assert.Equal(HttpStatusCode.OK, (await other.GetAsync("me")).StatusCode);
        _engine.Time.Advance(TimeSpan.FromHours(2));

        await Task.WhenAll(
            Enumerable.Range(0, 50).SelectMany(_ => new[] { client.GetAsync("me"), other.GetAsync("me") }));

        Assert.Equal(2, System.TokenRequests);
    }
}
