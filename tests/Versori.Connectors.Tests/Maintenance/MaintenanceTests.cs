using Microsoft.Extensions.DependencyInjection;
using Versori.Connectors.Tests.Engine;

namespace Versori.Connectors.Tests.Maintenance;

public sealed class MaintenanceTests : IAsyncLifetime
{
    private EngineFixture _engine = null!;

    private ScriptedExternalSystem System => _engine.System;

    private IConnectionMaintenance Maintenance => _engine.Services.GetRequiredService<IConnectionMaintenance>();

    public async ValueTask InitializeAsync() => _engine = await EngineFixture.StartAsync();

    public ValueTask DisposeAsync() => _engine.DisposeAsync();

    [Fact]
    public async Task A_check_reports_a_working_connection_and_its_result_is_saved()
    {
        var (connection, _) = await _engine.ConnectAsync(tryCredential: false);
        Assert.Equal(ConnectionCheckOutcome.NotChecked, connection.Check!.Outcome);

        var check = await Maintenance.CheckAsync(connection.Id);

        Assert.Equal(ConnectionCheckOutcome.Accepted, check.Outcome);
        Assert.Equal("me", check.EndpointId);
        Assert.Equal(check, (await Maintenance.GetHealthAsync(connection.Id)).LastCheck);
    }

    [Fact]
    public async Task A_check_of_a_rejected_token_refreshes_it_first()
    {
        var (connection, _) = await _engine.ConnectAsync();
        System.RejectTokens("access-1");

        Assert.Equal(ConnectionCheckOutcome.Accepted, (await Maintenance.CheckAsync(connection.Id)).Outcome);
        Assert.Equal(2, System.TokenRequests);
    }

    [Fact]
    public async Task A_check_reports_a_revoked_key()
    {
        System.AcceptApiKey("secret-key");
        var connector = await _engine.PublishAsync(
            _engine.Definition(methods: ApiKeyAuth.Create(CredentialLocation.Header, "X-Api-Key")));
        var connection = await _engine.Connections.ConnectAsync(connector.Id, "acme", Credential.ApiKey("secret-key"));
        System.RejectTokens("secret-key");

        Assert.Equal(ConnectionCheckOutcome.Refused, (await Maintenance.CheckAsync(connection.Id)).Outcome);
    }

    [Fact]
    public async Task Health_reports_use_refresh_expiry_and_the_last_error()
    {
        var (connection, client) = await _engine.ConnectAsync();
        var start = _engine.Time.GetUtcNow();
        _engine.Time.Advance(TimeSpan.FromMinutes(10));
        await client.GetAsync("me");
        System.TokenOutage = ScriptedResponse.Create(503, "");
        await Assert.ThrowsAsync<ConnectorException>(() => _engine.Connections.RefreshAsync(connection.Id));

        var health = await Maintenance.GetHealthAsync(connection.Id);

        Assert.Equal(ConnectionStatus.Active, health.Status);
        Assert.Equal(start, health.LastRefreshedAt);
        Assert.Equal(start.AddHours(1), health.ExpiresAt);
        Assert.Equal(start.AddMinutes(10), health.LastUsedAt);
        Assert.Equal(ConnectorErrorCode.Unavailable, health.LastRefreshError!.Code);
    }

    [Fact]
    public async Task Drift_lists_every_setting_that_differs()
    {
        var (connection, _) = await _engine.ConnectAsync();
        Assert.Empty(await Maintenance.ListDriftAsync(connection.ConnectorId).ToListAsync());

        await _engine.Catalog.EditAsync(connection.ConnectorId, definition => definition with
        {
            AuthMethods =
            [
                _engine.ClientCredentials() with { TokenUrl = "https://elsewhere.example/token", Scopes = ["read"] },
            ],
        });

        var drift = Assert.Single(await Maintenance.ListDriftAsync(connection.ConnectorId).ToListAsync());
        Assert.Equal(connection.Id, drift.Connection.Id);
        Assert.Equal(
            ["/scopes", "/tokenUrl"],
            drift.Differences.Select(difference => difference.Pointer).Order(StringComparer.Ordinal));
        Assert.Contains(drift.Differences, difference => difference.Current == "\"https://elsewhere.example/token\"");
    }

    [Fact]
    public async Task An_upgrade_applies_the_current_method_to_the_existing_credentials()
    {
        var (connection, client) = await _engine.ConnectAsync();
        await _engine.Catalog.EditAsync(connection.ConnectorId, definition => definition with
        {
            AuthMethods = [_engine.ClientCredentials() with { Scopes = ["read"] }],
        });

        var upgraded = await Maintenance.UpgradeAsync(connection.Id);

        Assert.Empty(await Maintenance.ListDriftAsync(connection.ConnectorId).ToListAsync());
        Assert.Equal(2, upgraded.Snapshot.ConnectorVersion);
        Assert.Equal("read", System.RecordedTokenRequests[^1].Parameters["scope"]);
        Assert.True((await client.GetAsync("me")).IsSuccessStatusCode);
    }

    [Fact]
    public async Task A_failed_upgrade_changes_nothing()
    {
        var (connection, client) = await _engine.ConnectAsync();
        await _engine.Catalog.EditAsync(connection.ConnectorId, definition => definition with
        {
            AuthMethods =
            [
                _engine.ClientCredentials() with { TokenUrl = new Uri(System.BaseAddress, "/nowhere").AbsoluteUri },
            ],
        });

        await Assert.ThrowsAsync<ConnectorException>(() => Maintenance.UpgradeAsync(connection.Id));

        Assert.Equal(connection, await _engine.Connections.FindAsync(connection.Id));
        _engine.Time.Advance(TimeSpan.FromHours(2));
        Assert.True((await client.GetAsync("me")).IsSuccessStatusCode);
    }

    [Fact]
    public async Task The_error_of_an_upgrade_to_a_removed_method_says_to_connect_again()
    {
        var (connection, _) = await _engine.ConnectAsync();
        await _engine.Catalog.EditAsync(
            connection.ConnectorId, definition => definition with { AuthMethods = [new BearerAuth()] });

        var exception = await Assert.ThrowsAsync<ConnectorException>(() => Maintenance.UpgradeAsync(connection.Id));

        Assert.Equal(ConnectorErrorCode.InvalidCredential, exception.Code);
        Assert.Equal("oauth2", exception.Error.Location);
    }
}
