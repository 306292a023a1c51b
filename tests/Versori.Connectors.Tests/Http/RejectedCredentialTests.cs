using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Versori.Connectors.Tests.Engine;

namespace Versori.Connectors.Tests.Http;

/// <summary>Credentials that the external system rejects and that no refresh can replace.</summary>
public sealed class RejectedCredentialTests : IAsyncLifetime
{
    private EngineFixture _engine = null!;
    private LoopbackServer _server = null!;
    private int _status = 401;

    public async ValueTask InitializeAsync()
    {
        _engine = await EngineFixture.StartAsync(options: options => options.RejectionsBeforeReauthorization = 5);
        _server = await LoopbackServer.StartAsync(context =>
        {
            context.Response.StatusCode = _status;
            return Task.CompletedTask;
        });
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        await _engine.DisposeAsync();
    }

    public static TheoryData<string> Kinds => new("bearer", "key", "basic");

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task The_health_reports_the_start_and_the_count_of_rejections_and_one_event_is_raised(string kind)
    {
        var (connection, client) = await ConnectAsync(kind);
        var since = _engine.Time.GetUtcNow();

        for (var call = 0; call < 3; call++)
        {
            Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync("me")).StatusCode);
            _engine.Time.Advance(TimeSpan.FromMinutes(1));
        }

        var health = await HealthAsync(connection);
        Assert.Equal((since, 3), (health.RejectedSince, health.Rejections));
        Assert.Equal(ConnectionStatus.Active, health.Status);
        Assert.Single(_engine.Events.Kinds, ConnectionEventKind.CredentialRejected);
    }

    [Fact]
    public async Task An_accepted_credential_resets_the_count_and_the_next_rejection_is_reported()
    {
        var (connection, client) = await ConnectAsync();
        await client.GetAsync("me");
        _status = 503;
        await client.GetAsync("me");
        Assert.Equal(1, (await HealthAsync(connection)).Rejections);

        _status = 200;
        await client.GetAsync("me");
        var accepted = await HealthAsync(connection);
        _status = 401;
        await client.GetAsync("me");

        Assert.Equal((null, 0), (accepted.RejectedSince, accepted.Rejections));
        Assert.Equal(1, (await HealthAsync(connection)).Rejections);
        Assert.Equal(2, _engine.Events.Kinds.Count(kind => kind == ConnectionEventKind.CredentialRejected));
    }

    [Fact]
    public async Task A_configured_number_of_consecutive_rejections_ends_the_connection()
    {
        var (connection, client) = await ConnectAsync();

        for (var call = 0; call < 5; call++) await client.GetAsync("me");

        var health = await HealthAsync(connection);
        Assert.Equal(ConnectionStatus.NeedsReauthorization, health.Status);
        Assert.Contains("5 times in a row", health.StatusReason, StringComparison.Ordinal);
        Assert.Single(_engine.Events.Kinds, ConnectionEventKind.NeedsReauthorization);
        var requests = _server.Requests.Count;
        var error = await Assert.ThrowsAsync<ConnectorException>(() => client.GetAsync("me"));
        Assert.Equal((ConnectorErrorCode.NeedsReauthorization, requests), (error.Code, _server.Requests.Count));
    }

    [Fact]
    public async Task Connecting_again_resets_the_count()
    {
        var (connection, client) = await ConnectAsync();
        for (var call = 0; call < 5; call++) await client.GetAsync("me");
        _engine.Time.Advance(TimeSpan.FromSeconds(1));

        _status = 200;
        await _engine.Connections.ReconnectAsync(connection.Id, Credential.Bearer("other"));
        _status = 401;
        await client.GetAsync("me");

        var health = await HealthAsync(connection);
        Assert.Equal((ConnectionStatus.Active, 1), (health.Status, health.Rejections));
    }

    [Fact]
    public async Task Concurrent_rejections_raise_each_event_once()
    {
        var (connection, client) = await ConnectAsync();

        await Task.WhenAll(Enumerable.Range(0, 50).Select(async _ =>
        {
            try
            {
                await client.GetAsync("me");
            }
            catch (ConnectorException)
            {
                // The connection now needs reauthorization.
            }
        }));

        Assert.Single(_engine.Events.Kinds, ConnectionEventKind.CredentialRejected);
        Assert.Single(_engine.Events.Kinds, ConnectionEventKind.NeedsReauthorization);
        Assert.Equal(ConnectionStatus.NeedsReauthorization, (await HealthAsync(connection)).Status);
    }

    [Fact]
    public async Task A_token_that_stays_rejected_after_its_refresh_is_reported_too()
    {
        var system = _engine.System;
        var (connection, client) = await _engine.ConnectAsync();
        system.RejectTokens("access-1", "access-2");

        Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync("me")).StatusCode);

        Assert.Equal(1, (await HealthAsync(connection)).Rejections);
        Assert.Single(_engine.Events.Kinds, ConnectionEventKind.CredentialRejected);
    }

    private async Task<(Connection Connection, HttpClient Client)> ConnectAsync(string kind = "bearer")
    {
        var (method, credential) = kind switch
        {
            "key" => (ApiKeyAuth.Create(CredentialLocation.Header, "X-Key"), Credential.ApiKey("key")),
            "basic" => (new BasicAuth(), Credential.Basic("ada", "secret")),
            _ => ((AuthMethod)new BearerAuth(), Credential.Bearer("token")),
        };
        var connector = await _engine.PublishAsync(
            _engine.Definition(methods: method) with { BaseUrl = _server.BaseAddress.AbsoluteUri });
        var connection = await _engine.Connections.ConnectAsync(new()
        {
            ConnectorId = connector.Id,
            Name = "acme",
            Credential = credential,
            CheckCredential = false,
        });
        return (connection, _engine.Clients.CreateClient(connection));
    }

    private Task<ConnectionHealth> HealthAsync(Connection connection) =>
        _engine.Services.GetRequiredService<IConnectionMaintenance>().GetHealthAsync(connection.Id);
}
