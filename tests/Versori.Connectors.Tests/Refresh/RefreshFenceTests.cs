using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Versori.Connectors.Tests.Engine;

namespace Versori.Connectors.Tests.Refresh;

/// <summary>
/// A process that lost the lock of a connection by pausing beyond its lease uses no refresh token and
/// overwrites nothing. RFC 9700 §4.14.2: the second use of a refresh token ends its whole family.
/// </summary>
[Trait("Kind", "Race")]
public sealed class RefreshFenceTests : IAsyncLifetime
{
    private readonly LosableConnectionLock _lock = new();
    private EngineFixture _engine = null!;
    private SecondEngine _other = null!;

    private ScriptedExternalSystem System => _engine.System;

    private Outage Outage => _engine.Services.GetRequiredService<Outage>();

    public async ValueTask InitializeAsync()
    {
        _engine = await EngineFixture.StartAsync(builder =>
        {
            builder.Services.AddSingleton<Outage>().AddSingleton<IConnectionLock>(_lock);
            builder.UseConnectionStore<UnreliableConnectionStore>();
        });
        _other = EngineFixture.Beside(_engine);
    }

    public async ValueTask DisposeAsync()
    {
        await _other.DisposeAsync();
        await _engine.DisposeAsync();
    }

    [Fact]
    public async Task A_lock_holder_that_paused_beyond_its_lease_sends_nothing_and_adopts_the_newer_token()
    {
        var (connection, client) = await ConnectRotatingAsync();
        System.RejectTokens("access-1");
        _lock.BeforeConfirming = async () =>
        {
            _lock.Lose();
            await _other.Connections.RefreshAsync(connection.Id);
        };

        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("me")).StatusCode);

        Assert.Equal(1, System.TokenRequests);
        await AssertActiveWithAsync(connection, "access-2");
    }

    [Fact]
    public async Task An_explicit_refresh_succeeds_if_another_process_has_refreshed_meanwhile()
    {
        var (connection, _) = await ConnectRotatingAsync();
        _lock.BeforeConfirming = async () =>
        {
            _lock.Lose();
            await _other.Connections.RefreshAsync(connection.Id);
        };

        var refreshed = await _engine.Connections.RefreshAsync(connection.Id);

        Assert.Equal(1, System.TokenRequests);
        Assert.NotEqual(connection.Tokens[0].Secret, refreshed.Tokens[0].Secret);
    }

    [Fact]
    public async Task A_repeatedly_lost_lock_is_a_transient_failure_and_no_refresh_token_is_used()
    {
        var (connection, _) = await ConnectRotatingAsync();
        _lock.BeforeConfirming = LoseAgainAsync;

        var exception = await Assert.ThrowsAsync<ConnectorException>(
            () => _engine.Connections.RefreshAsync(connection.Id));

        Assert.Equal(ConnectorErrorCode.Unavailable, exception.Code);
        Assert.True(exception.Error.IsTransient);
        Assert.Equal(0, System.TokenRequests);

        Task LoseAgainAsync()
        {
            _lock.Lose();
            _lock.BeforeConfirming = LoseAgainAsync;
            return Task.CompletedTask;
        }
    }

    [Fact]
    public async Task After_an_invalid_grant_a_newer_token_in_the_store_is_adopted()
    {
        var (connection, client) = await ConnectRotatingAsync();
        System.RejectTokens("access-1");
        // The lock is lost immediately after its confirmation.
        _lock.AfterConfirming = async () =>
        {
            _lock.Lose();
            await _other.Connections.RefreshAsync(connection.Id);
            System.TokenFaults.Enqueue(ScriptedResponse.OAuthError("invalid_grant", 400));
        };

        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("me")).StatusCode);

        await AssertActiveWithAsync(connection, "access-2");
        Assert.DoesNotContain(ConnectionEventKind.NeedsReauthorization, _engine.Events.Kinds);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(503)]
    [InlineData(200)]
    public async Task After_a_pause_in_flight_a_newer_token_is_adopted_whatever_the_response_is(int status)
    {
        var (connection, client) = await ConnectRotatingAsync();
        System.RejectTokens("access-1");
        var response = status switch
        {
            400 => ScriptedResponse.OAuthError("invalid_grant", 400),
            503 => ScriptedResponse.Create(503, ""),
            _ => ScriptedResponse.Create(
                200, """{"access_token":"stale","refresh_token":"stale-refresh","token_type":"Bearer"}"""),
        };
        var paused = Gate.Closed();
        System.TokenFaults.Enqueue(ScriptedResponse.WaitFor(paused, response));
        var call = client.GetAsync("me");
        await System.TokenRequestCounter.WaitForAsync(1);

        _lock.Lose();
        await _other.Connections.RefreshAsync(connection.Id);
        paused.Open();

        Assert.Equal(HttpStatusCode.OK, (await call).StatusCode);
        Assert.Equal(2, System.TokenRequests);
        await AssertActiveWithAsync(connection, "access-2");
        Assert.DoesNotContain(ConnectionEventKind.NeedsReauthorization, _engine.Events.Kinds);
        Assert.Equal(0, System.ApiRequestsWith("Bearer stale"));
    }

    [Fact]
    public async Task A_token_that_arrives_after_another_process_was_refused_restores_the_connection()
    {
        var (connection, client) = await ConnectRotatingAsync();
        System.RejectTokens("access-1");
        var paused = Gate.Closed();
        System.AcceptBearer("late");
        System.TokenFaults.Enqueue(ScriptedResponse.WaitFor(paused, ScriptedResponse.Create(
            200, """{"access_token":"late","refresh_token":"late-refresh","token_type":"Bearer"}""")));
        var call = client.GetAsync("me");
        await System.TokenRequestCounter.WaitForAsync(1);

        // The server received the paused process's request first, so that the refresh token is spent.
        _lock.Lose();
        System.TokenFaults.Enqueue(ScriptedResponse.OAuthError("invalid_grant", 400));
        await Assert.ThrowsAsync<ConnectorException>(() => _other.Connections.RefreshAsync(connection.Id));
        Assert.Equal(
            ConnectionStatus.NeedsReauthorization, (await _engine.Connections.FindAsync(connection.Id))!.Status);
        paused.Open();

        Assert.Equal(HttpStatusCode.OK, (await call).StatusCode);
        await AssertActiveWithAsync(connection, "late");
    }

    [Fact]
    public async Task An_invalid_grant_ends_a_connection_that_was_renamed_or_made_the_default_meanwhile()
    {
        var (connection, client) = await ConnectRotatingAsync();
        System.RejectTokens("access-1");
        _lock.AfterConfirming = async () =>
        {
            await _other.Connections.SetDefaultAsync(connection.Id);
            System.TokenFaults.Enqueue(ScriptedResponse.OAuthError("invalid_grant", 400));
        };

        await Assert.ThrowsAsync<ConnectorException>(() => client.GetAsync("me"));

        var stored = await _engine.Connections.FindAsync(connection.Id);
        Assert.Equal(ConnectionStatus.NeedsReauthorization, stored!.Status);
        Assert.NotNull(stored.DefaultSince);
    }

    [Fact]
    public async Task A_token_never_overwrites_a_later_one()
    {
        var (connection, client) = await _engine.ConnectAsync();
        BeforeTheNextSave(() =>
        {
            _lock.Lose();
            _other.Connections.RefreshAsync(connection.Id).GetAwaiter().GetResult();
        });

        await _engine.Connections.RefreshAsync(connection.Id);

        Assert.Equal(3, System.TokenRequests);
        await client.GetAsync("me");
        await AssertActiveWithAsync(connection, "access-3");
    }

    [Fact]
    public async Task A_token_is_saved_after_an_unrelated_concurrent_change_of_the_connection()
    {
        var (connection, _) = await _engine.ConnectAsync();
        BeforeTheNextSave(() => _other.Connections.SetDefaultAsync(connection.Id).GetAwaiter().GetResult());

        await _engine.Connections.RefreshAsync(connection.Id);

        await AssertActiveWithAsync(connection, "access-2");
        Assert.NotNull((await _engine.Connections.FindAsync(connection.Id))!.DefaultSince);
    }

    [Fact]
    public async Task An_unsaved_token_is_dropped_when_another_process_has_saved_a_later_one()
    {
        var (connection, _) = await _engine.ConnectAsync();
        BeforeTheNextSave(() => throw new StoreAwayException());
        await Assert.ThrowsAsync<ConnectorException>(() => _engine.Connections.RefreshAsync(connection.Id));
        await _other.Connections.RefreshAsync(connection.Id);

        await _engine.Connections.RefreshAsync(connection.Id);

        Assert.Equal(4, System.TokenRequests);
        await AssertActiveWithAsync(connection, "access-4");
    }

    private void BeforeTheNextSave(Action action) => Outage.On = operation =>
    {
        if (operation != "save connection") return;
        Outage.On = null;
        action();
    };

    private async Task AssertActiveWithAsync(Connection connection, string token)
    {
        Assert.Equal(ConnectionStatus.Active, (await _engine.Connections.FindAsync(connection.Id))!.Status);
        await using var third = EngineFixture.Beside(_engine);
        await third.CreateClient(connection).GetAsync("me");
        Assert.Equal($"Bearer {token}", System.RecordedApiRequests[^1].Authorization);
    }

    private async Task<(Connection Connection, HttpClient Client)> ConnectRotatingAsync()
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
            connector.Id,
            "acme",
            Credential.OAuth2Tokens(first.AccessToken, first.RefreshToken, System.ClientId, System.ClientSecret));
        return (connection, _engine.Clients.CreateClient(connection));
    }
}
