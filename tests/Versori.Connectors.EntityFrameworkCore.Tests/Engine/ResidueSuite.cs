using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Versori.Connectors.EntityFrameworkCore.Database;
using Versori.Connectors.EntityFrameworkCore.Tests.Databases;

namespace Versori.Connectors.EntityFrameworkCore.Tests.Engine;

/// <summary>Long runs of connecting and disconnecting leave no row behind, in any table.</summary>
public abstract class ResidueSuite<TDatabase> : IAsyncLifetime
    where TDatabase : TestDatabase, new()
{
    private const int Rounds = 12;

    private readonly FakeTimeProvider _time = new(DateTimeOffset.UtcNow);
    private readonly TDatabase _database = new();
    private LoopbackApi _api = null!;
    private ServiceProvider _host = null!;

    private IConnectorCatalog Catalog => _host.GetRequiredService<IConnectorCatalog>();

    private IConnections Connections => _host.GetRequiredService<IConnections>();

    private ISignIns SignIns => _host.GetRequiredService<ISignIns>();

    private IWebhookSecrets WebhookSecrets => _host.GetRequiredService<IWebhookSecrets>();

    public async ValueTask InitializeAsync()
    {
        _api = await LoopbackApi.StartAsync("canary");
        await _database.CreateAsync();
        _host = _database.Open(builder =>
        {
            builder.Services.AddSingleton<TimeProvider>(_time);
            builder.AddAudit(options => options.Retention = TimeSpan.FromDays(10));
        });
    }

    public async ValueTask DisposeAsync()
    {
        await _database.DisposeAsync();
        await _api.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Connections_that_were_disconnected_leave_no_row_behind()
    {
        var template = await TwoHostsSuite<TDatabase>.PublishAsync(_host, _api);
        var before = await CountRowsAsync();

        for (var round = 0; round < Rounds; round++) await ConnectAndDisconnectAsync(template, round);

        Assert.Equal(before, WithoutAudit(await CountRowsAsync(), before));
    }

    [Fact]
    public async Task Connectors_that_were_deleted_leave_no_row_behind()
    {
        await TwoHostsSuite<TDatabase>.PublishAsync(_host, _api);
        var before = await CountRowsAsync();

        for (var round = 0; round < Rounds; round++) await CreateAndDeleteConnectorAsync($"passing-{round}");

        Assert.Equal(before, WithoutAudit(await CountRowsAsync(), before));
    }

    [Fact]
    public async Task Sign_ins_that_were_abandoned_and_audit_entries_end_with_their_time()
    {
        var template = await TwoHostsSuite<TDatabase>.PublishAsync(_host, _api);
        var before = await CountRowsAsync();
        for (var round = 0; round < Rounds; round++)
        {
            await BeginAsync(template.ConnectorId, $"abandoned-{round}");
            await ConnectAndDisconnectAsync(template, round);
        }

        _time.Advance(TimeSpan.FromDays(12));
        await SignIns.CancelAsync((await BeginAsync(template.ConnectorId, "last")).Id);
        await Catalog.EditAsync(template.ConnectorId, definition => definition with { Title = "Another" });

        var after = await CountRowsAsync();
        // One more version of the connector, and the entry of that.
        before["versori_connector_versions"]++;
        Assert.Equal(1, after["versori_audit_entries"]);
        Assert.Equal(0, after["versori_audit_persons"]);
        Assert.Equal(before, WithoutAudit(after, before));
    }

    private async Task ConnectAndDisconnectAsync(ConnectionTemplate template, int round)
    {
        var owner = round % 2 == 0 ? Owner.Host : Owner.User($"user-{round}");
        var good = Credential.OAuth2ClientCredentials("id", "secret").WithMethod("client");
        var connection = await Connections.ConnectAsync(new()
        {
            ConnectorId = template.ConnectorId,
            Name = $"account-{round}",
            Owner = owner,
            Credential = good,
        });
        await Connections.SetDefaultAsync(connection.Id);
        if (owner == Owner.Host) await Connections.SetBindingAsync(template.Id, connection.Id);
        await WebhookSecrets.SetAsync(connection.Id, "hook", [new("signing-key")]);
        using var client = _host.GetRequiredService<IConnectorClientFactory>().CreateClient(connection.Id);
        using var response = await client.GetAsync("me");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        await Connections.RefreshAsync(connection.Id);
        await FirstUsesAsync(round + 1);
        _time.Advance(TimeSpan.FromHours(2));
        using var refreshed = await client.GetAsync("me");
        await Connections.ReconnectAsync(connection.Id, Credential.Bearer("canary-1").WithMethod("bearer"));
        await SignIns.CancelAsync((await BeginAsync(template.ConnectorId, $"canceled-{round}")).Id);
        await Connections.DisconnectAsync(connection.Id, force: true);
    }

    // Calls do not wait for these entries. They are kept before the clock moves: the time limit of stores is on it.
    private async Task FirstUsesAsync(int count)
    {
        var audit = _host.GetRequiredService<IAuditStore>();
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        while (await audit.ListAsync(new(), patience.Token)
            .CountAsync(entry => entry.Action == AuditAction.FirstUsed, patience.Token) < count)
        {
            await Task.Yield();
        }
    }

    private async Task CreateAndDeleteConnectorAsync(string id)
    {
        var connector = new ConnectorId(id);
        var definition = _api.Definition(id) with { AuthMethods = [Person(id, "first")] };
        await Catalog.SaveDraftAsync(definition);
        await Catalog.PublishAsync(connector);
        await Catalog.SetClientSecretAsync(connector, "person", new("one"));
        await Catalog.SetClientSecretAsync(connector, "person", new("two"));
        await Catalog.EditAsync(connector, edited => edited with { AuthMethods = [Person(id, "second")] });
        await Catalog.SetClientSecretAsync(connector, "person", new("three"));
        await Catalog.RetireClientAsync(connector, "person", "first");
        await WebhookSecrets.SetAsync(connector, "hook", [new("signing-key")]);
        var template = await Catalog.LinkAsync(new() { Id = new("passing", id), ConnectorId = connector });
        await Catalog.UnlinkAsync(template.Id);
        await Catalog.DeleteAsync(connector);
    }

    private OAuth2Auth Person(string id, string client) =>
        (OAuth2Auth)_api.Definition(id).AuthMethods[2] with { ClientId = client };

    private Task<BrowserSignIn> BeginAsync(ConnectorId connector, string name) => SignIns.BeginAsync(new()
    {
        ConnectorId = connector,
        MethodId = "person",
        Name = name,
        RedirectUri = new("https://host.example/callback"),
        Client = Credential.OAuth2ClientCredentials("id", "secret"),
    });

    private static SortedDictionary<string, long> WithoutAudit(
        SortedDictionary<string, long> counted, SortedDictionary<string, long> before)
    {
        var compared = new SortedDictionary<string, long>(counted, StringComparer.Ordinal);
        foreach (var table in counted.Keys.Where(table => table.Contains("audit", StringComparison.Ordinal)))
            compared[table] = before[table];
        return compared;
    }

    private async Task<SortedDictionary<string, long>> CountRowsAsync()
    {
        var counts = new SortedDictionary<string, long>(StringComparer.Ordinal);
        await _host.GetRequiredService<StoreAccess>().ReadAsync(
            async (db, token) =>
            {
                foreach (var entity in db.Model.GetEntityTypes())
                {
                    var table = entity.GetTableName()!;
                    // The names are those of the model.
                    var sql = $"SELECT COUNT(*) AS \"Value\" FROM \"{table}\"";
                    counts[table] = await db.Database.SqlQueryRaw<long>(sql).SingleAsync(token);
                }

                return counts.Count;
            },
            TestContext.Current.CancellationToken);
        return counts;
    }
}

public sealed class SqliteResidueTests : ResidueSuite<SqliteDatabase>;

public sealed class PostgresResidueTests : ResidueSuite<PostgresDatabase>;
