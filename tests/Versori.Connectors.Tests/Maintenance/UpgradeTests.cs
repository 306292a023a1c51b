using Microsoft.Extensions.DependencyInjection;
using Versori.Connectors.Tests.Engine;

namespace Versori.Connectors.Tests.Maintenance;

/// <summary>A connection that depends on its refresh token. Each refresh token is valid once.</summary>
[Trait("Kind", "Race")]
public sealed class UpgradeTests : IAsyncLifetime
{
    private EngineFixture _engine = null!;
    private Connection _connection = null!;

    private ScriptedExternalSystem System => _engine.System;

    private IConnectionMaintenance Maintenance => _engine.Services.GetRequiredService<IConnectionMaintenance>();

    private OAuth2Auth Method =>
        new() { Grant = OAuth2Grant.AuthorizationCode, TokenUrl = System.TokenEndpoint.AbsoluteUri };

    public async ValueTask InitializeAsync()
    {
        _engine = await EngineFixture.StartAsync();
        System.Tokens.IssueRefreshTokens = System.Tokens.RotateRefreshTokens = true;
        var first = System.Tokens.Issue();
        var connector = await _engine.PublishAsync(_engine.Definition(methods: Method));
        _connection = await _engine.Connections.ConnectAsync(
            connector.Id,
            "acme",
            Credential.OAuth2Tokens(first.AccessToken, first.RefreshToken, System.ClientId, System.ClientSecret));
    }

    public ValueTask DisposeAsync() => _engine.DisposeAsync();

    [Fact]
    public async Task An_upgrade_is_undone_by_moving_to_the_version_before_it()
    {
        await EditAsync(Method with { RefreshParameters = new Dictionary<string, string> { ["refresh"] = "yes" } });
        var upgraded = await Maintenance.UpgradeAsync(_connection.Id);

        var undone = await Maintenance.UpgradeAsync(
            _connection.Id, _connection.Snapshot.ConnectorVersion, TestContext.Current.CancellationToken);

        Assert.NotEqual(_connection.Snapshot.Methods[0], upgraded.Snapshot.Methods[0]);
        Assert.Equal(_connection.Snapshot.Methods[0], undone.Snapshot.Methods[0]);
        Assert.Equal(_connection.Snapshot.ConnectorVersion, undone.Snapshot.ConnectorVersion);
        await AssertWorksAsync();
        await AssertRefreshesAsync();
        var unknown = await Assert.ThrowsAsync<ConnectorException>(
            () => Maintenance.UpgradeAsync(_connection.Id, 9, TestContext.Current.CancellationToken));
        Assert.Equal(ConnectorErrorCode.NotFound, unknown.Code);
    }

    [Fact]
    public async Task A_connection_knows_the_versions_before_its_upgrades_until_its_account_is_connected_again()
    {
        await EditAsync(Method with { RefreshParameters = new Dictionary<string, string> { ["refresh"] = "2" } });
        var second = await Maintenance.UpgradeAsync(_connection.Id);
        await EditAsync(Method with { RefreshParameters = new Dictionary<string, string> { ["refresh"] = "3" } });
        var third = await Maintenance.UpgradeAsync(_connection.Id);

        Assert.Equal([1, 2], third.Snapshot.FormerVersions);
        Assert.Equal([1], second.Snapshot.FormerVersions);
        Assert.Equal([1], (await MoveAsync(2)).Snapshot.FormerVersions);
        Assert.Empty((await MoveAsync(1)).Snapshot.FormerVersions);
        // Not an undo: the versions are left out.
        Assert.Equal([1], (await MoveAsync(3)).Snapshot.FormerVersions);
        Assert.Equal([1, 3], (await MoveAsync(2)).Snapshot.FormerVersions);
        Assert.Equal([1, 3], (await _engine.Connections.RefreshAsync(_connection.Id)).Snapshot.FormerVersions);
        for (var version = 4; version < 30; version++)
        {
            var text = $"{version}";
            await EditAsync(Method with { RefreshParameters = new Dictionary<string, string> { ["refresh"] = text } });
            await Maintenance.UpgradeAsync(_connection.Id);
        }

        var last = (await _engine.Connections.FindAsync(_connection.Id))!.Snapshot;
        Assert.Equal(Enumerable.Range(9, 20), last.FormerVersions);
        var token = System.Tokens.Issue();
        var reconnected = await _engine.Connections.ReconnectAsync(
            _connection.Id,
            Credential.OAuth2Tokens(token.AccessToken, token.RefreshToken, System.ClientId, System.ClientSecret));
        Assert.Empty(reconnected.Snapshot.FormerVersions);

        Task<Connection> MoveAsync(int version) =>
            Maintenance.UpgradeAsync(_connection.Id, version, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_failed_refresh_undoes_the_upgrade()
    {
        await EditAsync(Method with { TokenUrl = new Uri(System.BaseAddress, "/nowhere").AbsoluteUri });

        await Assert.ThrowsAsync<ConnectorException>(() => Maintenance.UpgradeAsync(_connection.Id));

        Assert.Equal(_connection, await _engine.Connections.FindAsync(_connection.Id));
        await AssertRefreshesAsync();
    }

    [Fact]
    public async Task A_refresh_token_that_the_trial_used_is_replaced_when_the_upgrade_is_undone()
    {
        await EditAsync(Method with { RefreshParameters = new Dictionary<string, string> { ["refresh"] = "yes" } });
        System.ApiOutage = ScriptedResponse.Create(401, "");

        var exception = await Assert.ThrowsAsync<ConnectorException>(() => Maintenance.UpgradeAsync(_connection.Id));

        Assert.Equal(ConnectorErrorCode.CredentialRefused, exception.Code);
        Assert.Equal("yes", System.RecordedTokenRequests.Single().Parameters["refresh"]);
        System.ApiOutage = null;
        Assert.Equal(_connection.Snapshot, (await _engine.Connections.FindAsync(_connection.Id))!.Snapshot);
        await AssertWorksAsync();
        await AssertRefreshesAsync();
    }

    [Fact]
    public async Task A_successful_upgrade_keeps_the_token_of_the_trial()
    {
        await EditAsync(Method with { RefreshParameters = new Dictionary<string, string> { ["refresh"] = "yes" } });

        await Maintenance.UpgradeAsync(_connection.Id);

        await AssertWorksAsync();
        Assert.Single(System.RecordedTokenRequests);
        await AssertRefreshesAsync();
        Assert.Equal(["yes", "yes"], System.RecordedTokenRequests.Select(request => request.Parameters["refresh"]));
        Assert.Single(
            await _engine.Services.GetRequiredService<ISecretStore>()
                .ListAsync(SecretHolder.For(_connection.Id), default).ToListAsync(),
            reference => reference.Name.StartsWith("token/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_upgrade_waits_for_a_running_refresh_and_uses_no_refresh_token_twice()
    {
        await EditAsync(Method with { RefreshParameters = new Dictionary<string, string> { ["refresh"] = "yes" } });
        System.TokenGate.Close();
        var refreshing = _engine.Connections.RefreshAsync(_connection.Id);
        await System.TokenRequestCounter.WaitForAsync(1);
        var upgrading = Maintenance.UpgradeAsync(_connection.Id);
        System.TokenGate.Open();

        await refreshing;
        await upgrading;

        Assert.Equal(2, System.TokenRequests);
        await AssertRefreshesAsync();
    }

    private Task<Connector> EditAsync(AuthMethod method) =>
        _engine.Catalog.EditAsync(_connection.ConnectorId, definition => definition with { AuthMethods = [method] });

    private async Task AssertRefreshesAsync()
    {
        _engine.Time.Advance(TimeSpan.FromHours(2));
        await AssertWorksAsync();
    }

    private async Task AssertWorksAsync()
    {
        using var response = await _engine.Clients.CreateClient(_connection).GetAsync("me");
        Assert.True(response.IsSuccessStatusCode);
    }
}
