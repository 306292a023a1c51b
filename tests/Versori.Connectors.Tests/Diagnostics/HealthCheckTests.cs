using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Versori.Connectors.Tests.Engine;

namespace Versori.Connectors.Tests.Diagnostics;

public sealed class HealthCheckTests
{
    [Fact]
    public async Task Connections_that_need_attention_are_counted_without_naming_them()
    {
        await using var engine = await EngineFixture.StartAsync(
            builder => builder.Services.AddHealthChecks().AddVersoriConnections());
        var health = engine.Services.GetRequiredService<HealthCheckService>();
        var (connection, _) = await engine.ConnectAsync();
        Assert.Equal(HealthStatus.Healthy, (await health.CheckHealthAsync()).Status);
        await LoseAsync(engine, connection);

        Assert.Equal(HealthStatus.Healthy, (await health.CheckHealthAsync()).Status);
        engine.Time.Advance(TimeSpan.FromMinutes(2));
        var report = await health.CheckHealthAsync();

        var entry = Assert.Single(report.Entries).Value;
        Assert.Equal(HealthStatus.Degraded, entry.Status);
        Assert.Equal(1L, entry.Data["needs_reauthorization"]);
        Assert.Equal(0L, entry.Data["active"]);
        var texts = entry.Data.Select(pair => $"{pair.Key} {pair.Value}").Append(entry.Description!);
        Assert.DoesNotContain(texts, text => text.Contains(connection.Id.ToString(), StringComparison.Ordinal)
            || text.Contains(connection.Name, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_failing_store_is_unhealthy_and_its_error_is_not_quoted()
    {
        await using var engine = await EngineFixture.StartAsync(builder =>
        {
            builder.UseConnectionStore<BrokenStore>();
            builder.Services.AddHealthChecks().AddVersoriConnections();
        });

        var report = await engine.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync();

        var entry = Assert.Single(report.Entries).Value;
        Assert.Equal(HealthStatus.Unhealthy, entry.Status);
        Assert.Null(entry.Exception);
        Assert.DoesNotContain("db.internal", entry.Description, StringComparison.Ordinal);
    }

    private static async Task LoseAsync(EngineFixture engine, Connection connection)
    {
        engine.System.TokenFaults.Enqueue(ScriptedResponse.OAuthError("invalid_grant"));
        await Assert.ThrowsAsync<ConnectorException>(() => engine.Connections.RefreshAsync(connection.Id));
    }

    private sealed class BrokenStore : IConnectionStore
    {
        public ValueTask<Connection?> FindAsync(ConnectionId id, CancellationToken cancellationToken) => default;

        public ValueTask<SaveResult<Connection>> SaveAsync(
            Connection connection, CancellationToken cancellationToken) => default;

        public ValueTask<bool> DeleteAsync(ConnectionId id, long revision, CancellationToken cancellationToken) =>
            default;

        public IAsyncEnumerable<Connection> ListAsync(
            ConnectionFilter filter, CancellationToken cancellationToken) =>
            throw new IOException("db.internal:5432 refused");
    }
}
