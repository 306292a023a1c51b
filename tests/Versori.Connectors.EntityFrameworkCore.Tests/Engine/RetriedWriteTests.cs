using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Versori.Connectors.EntityFrameworkCore.Tests.Databases;

namespace Versori.Connectors.EntityFrameworkCore.Tests.Engine;

/// <summary>
/// A host's context with retries (<c>EnableRetryOnFailure</c>), if the server executed a statement and
/// its response was lost.
/// </summary>
public sealed class RetriedWriteTests : IAsyncLifetime
{
    private readonly HostPostgresDatabase _database = new();
    private readonly LostResponses _responses = new();
    private LoopbackApi _api = null!;
    private ServiceProvider _host = null!;

    public async ValueTask InitializeAsync()
    {
        _api = await LoopbackApi.StartAsync("canary");
        await _database.CreateAsync();
        _host = _database.Open(
            builder =>
                builder.Services.ConfigureDbContext<HostContext>(options => options.AddInterceptors(_responses)));
        await TwoHostsSuite<HostPostgresDatabase>.PublishAsync(_host, _api);
    }

    public async ValueTask DisposeAsync()
    {
        await _database.DisposeAsync();
        if (_api is not null) await _api.DisposeAsync();
    }

    [Fact]
    public async Task Connecting_and_refreshing_send_one_token_request_each_and_leave_nothing_behind()
    {
        var connections = _host.GetRequiredService<IConnections>();
        _responses.LoseNext = true;
        var connection = await connections.ConnectAsync(
            ConnectorId.Parse("api"), "acme", Credential.OAuth2ClientCredentials("id", "secret").WithMethod("client"));
        Assert.False(_responses.LoseNext);

        _responses.LoseNext = true;
        var refreshed = await connections.RefreshAsync(connection.Id);

        Assert.False(_responses.LoseNext);
        Assert.Equal(2, _api.TokenRequests);
        Assert.Equal(
            new[] { refreshed.Snapshot.Secrets!.Value, refreshed.Tokens[0].Secret }.ToHashSet(),
            (
                await ((ISecretInventory)_host.GetRequiredService<ISecretStore>())
                    .ListWrittenBeforeAsync(DateTimeOffset.MaxValue, default).ToListAsync()).ToHashSet());
    }

    /// <summary>Fails after the server has executed the command, like a network failure before the response.</summary>
    private sealed class LostResponses : DbTransactionInterceptor
    {
        public bool LoseNext { get; set; }

        public override Task TransactionCommittedAsync(
            DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            if (!LoseNext) return Task.CompletedTask;
            LoseNext = false;
            // The driver throws this and considers it transient.
            throw new NpgsqlException("The network is gone.", new IOException());
        }
    }
}
