using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Versori.Connectors.EntityFrameworkCore.PostgreSql;
using Versori.Connectors.EntityFrameworkCore.Sqlite;
using Versori.Connectors.EntityFrameworkCore.Tests.Databases;
using Versori.Connectors.EntityFrameworkCore.Tests.Engine;
using Versori.Connectors.Testing;

namespace Versori.Connectors.EntityFrameworkCore.Tests.Plans;

/// <summary>Each statement finds its rows by an index, for any number of rows.</summary>
public abstract class PlanSuite<TDatabase>
    where TDatabase : TestDatabase, new()
{
    // More than a page of each list.
    private const int Many = 210;

    private static readonly ConnectorId Api = ConnectorId.Parse("api");

    private static readonly ConnectionId AuditedConnection = ConnectionId.New(Samples.Now);

    [Fact]
    public async Task Cold_calls_connecting_refreshing_and_disconnecting_use_an_index_for_every_lookup()
    {
        await using var api = await LoopbackApi.StartAsync("canary");
        await using var database = await OpenAsync();
        var recorder = new StatementRecorder();
        var host = database.Open(builder => Record(builder, recorder));
        var template = await TwoHostsSuite<TDatabase>.PublishAsync(host, api);
        recorder.Take();

        var connections = host.GetRequiredService<IConnections>();
        var connection = await connections.ConnectAsync(
            template.ConnectorId, "acme", Credential.OAuth2ClientCredentials("id", "secret").WithMethod("client"));
        await connections.SetBindingAsync(template.Id, connection.Id);
        await connections.RefreshAsync(connection.Id);
        await CallAsync(
            database.Open(builder => Record(builder, recorder)), factory => factory.CreateClient(template.Id));
        await connections.RemoveBindingAsync(template.Id);
        await CallAsync(
            database.Open(builder => Record(builder, recorder)), factory => factory.CreateClient(template.Id));
        await CallAsync(
            database.Open(builder => Record(builder, recorder)), factory => factory.CreateClient(connection.Id));
        await connections.DisconnectAsync(connection.Id);

        await AllUseAnIndexAsync(database, recorder, sorts: true, atLeast: 20);
    }

    [Fact]
    public async Task Every_page_of_every_list_starts_at_the_end_of_the_previous_one()
    {
        await using var database = await OpenAsync();
        var recorder = new StatementRecorder();
        var host = database.Open(builder => Record(builder, recorder));
        await FillAsync(host);
        recorder.Take();

        var connections = host.GetRequiredService<IConnectionStore>();
        await CountAsync(connections.ListAsync(new(), default));
        await CountAsync(connections.ListAsync(new() { ConnectorId = Api }, default));
        await CountAsync(connections.ListAsync(new() { Owner = Owner.User("u") }, default));
        await CountAsync(connections.ListAsync(new() { ConnectorId = Api, Owner = Owner.User("u") }, default));
        var templates = host.GetRequiredService<ITemplateStore>();
        await CountAsync(templates.ListAsync(new(), default));
        await CountAsync(templates.ListAsync(new() { Integration = "integration" }, default));
        await CountAsync(templates.ListAsync(new() { ConnectorId = Api }, default));
        var bindings = host.GetRequiredService<IBindingStore>();
        await CountAsync(bindings.ListAsync(new(), default));
        await CountAsync(bindings.ListAsync(new() { Template = new("integration", "shared") }, default));
        await CountAsync(host.GetRequiredService<ISecretStore>().ListAsync(SecretHolder.For(Api), default));
        await CountAsync(
            ((ISecretInventory)host.GetRequiredService<ISecretStore>())
                .ListWrittenBeforeAsync(DateTimeOffset.MaxValue, default));
        var audit = host.GetRequiredService<IAuditStore>();
        await CountAsync(audit.ListAsync(new(), default));
        await CountAsync(audit.ListAsync(new() { ConnectorId = Api }, default));
        await CountAsync(audit.ListAsync(new() { ConnectionId = AuditedConnection }, default));
        await CountAsync(audit.ListAsync(new() { From = Samples.Now, Until = Samples.Now.AddDays(1) }, default));
        await audit.ErasePersonAsync("ada", default);
        await audit.DeleteBeforeAsync(Samples.Now, default);
        var secrets = await host.GetRequiredService<SecretReencryption>().RunAsync();

        Assert.Equal(Many, secrets.AlreadyCurrent);
        await AllUseAnIndexAsync(database, recorder, sorts: false, atLeast: 30);
    }

    [Fact]
    public async Task What_belongs_to_a_person_is_found_by_an_index()
    {
        await using var database = await OpenAsync();
        var recorder = new StatementRecorder();
        var host = database.Open(builder => Record(builder, recorder));
        var ada = Owner.User("ada");
        var bindings = host.GetRequiredService<IBindingStore>();
        var activations = host.GetRequiredService<IActivationStore>();
        for (var number = 0; number < Many; number++)
        {
            var key = new BindingKey(new($"integration-{number}", "shop"), ada);
            await bindings.SaveAsync(new() { Key = key, ConnectionId = AuditedConnection }, default);
            await activations.SaveAsync(new() { Key = new($"integration-{number}", ada) }, [], default);
            await activations.SaveAsync(new() { Key = new("z", Owner.User($"u{number}")) }, [], default);
        }

        recorder.Take();
        await CountAsync(bindings.ListAsync(new() { Owner = ada }, default));
        await CountAsync(activations.ListAsync(new() { Owner = ada }, default));
        await CountAsync(activations.ListAsync(new() { Integration = "z" }, default));
        Assert.Equal(2 * Many, await activations.ListAsync(new(), default).CountAsync());
        var changed = (await activations.FindAsync(new("z", Owner.User("u1")), default))!;
        changed = (await activations.SaveAsync(changed with { IsActive = true }, [], default)).Current!;
        await activations.DeleteAsync(changed.Key, changed.Revision, default);
        var sessions = host.GetRequiredService<IConnectSessionStore>();
        await sessions.CountOpenAsync(ada, Samples.Now, default);
        await sessions.DeleteOwnedAsync(ada, default);
        await host.GetRequiredService<IPendingSignInStore>().TakeOwnedAsync(ada, default).CountAsync();

        await AllUseAnIndexAsync(database, recorder, sorts: false, atLeast: 12);
    }

    /// <summary>Records the statements of the host's contexts.</summary>
    private protected abstract void Record(VersoriConnectorsBuilder builder, StatementRecorder recorder);

    private protected abstract Task<DbConnection> OpenAsync(TDatabase database, bool sorts);

    /// <summary>The command that returns a plan.</summary>
    protected abstract string Explain { get; }

    /// <summary>
    /// Whether a plan finds the requested rows by an index, without reading all rows before
    /// them.
    /// </summary>
    protected abstract bool GoesByAnIndex(string statement, IReadOnlyList<string> plan);

    /// <summary>Whether a line of a plan is a sort, which means that no index has the order.</summary>
    protected abstract bool IsSort(string line);

    private async Task AllUseAnIndexAsync(TDatabase database, StatementRecorder recorder, bool sorts, int atLeast)
    {
        // Statements about the schema, which a host sends when it starts, are excluded.
        var statements = recorder.Take()
            .Where(
                statement =>
                    statement.Text.Contains("versori_", StringComparison.Ordinal)
                        && !statement.Text.Contains("versori_migrations", StringComparison.Ordinal))
            .ToList();
        Assert.True(statements.Count >= atLeast, $"Only {statements.Count} statements were sent.");
        await using var connection = await OpenAsync(database, sorts);
        foreach (var statement in statements.DistinctBy(statement => statement.Text)
            .Where(statement => !IsInsert(statement)))
        {
            var plan = await statement.ExplainAsync(connection, Explain);
            Assert.NotEmpty(plan);
            Assert.True(
                GoesByAnIndex(statement.Text, plan) && (sorts || !plan.Exists(IsSort)),
                $"{statement.Text}\n{string.Join('\n', plan)}");
        }
    }

    private static bool IsInsert(RecordedStatement statement) =>
        statement.Text.StartsWith("INSERT", StringComparison.Ordinal);

    private static async Task FillAsync(ServiceProvider host)
    {
        for (var number = 0; number < Many; number++)
        {
            var connection = Samples.Connection($"name-{number}", Owner.User("u"), Api);
            await host.GetRequiredService<IConnectionStore>().SaveAsync(connection, default);
            await host.GetRequiredService<ITemplateStore>()
                .SaveAsync(Samples.Template("integration", $"template-{number}", Api), default);
            await host.GetRequiredService<IBindingStore>()
                .SaveAsync(
                    new()
                    {
                        Key = new(new("integration", "shared"), Owner.User($"u{number}"), ""),
                        ConnectionId = connection.Id,
                    },
                    default);
            await host.GetRequiredService<IAuditStore>()
                .AppendAsync(
                    new()
                    {
                        Id = Guid.NewGuid(),
                        OccurredAt = Samples.Now.AddSeconds(number),
                        Action = AuditAction.TokensRefreshed,
                        Actor = "ada",
                        Owner = Owner.User("bob"),
                        ConnectorId = Api,
                        ConnectionId = AuditedConnection,
                    },
                    default);
            await host.GetRequiredService<ISecretStore>()
                .WriteAsync(SecretHolder.For(Api), "name", new Secret("value"), default);
        }
    }

    private static async Task CountAsync<T>(IAsyncEnumerable<T> list) => Assert.Equal(Many, await list.CountAsync());

    private static async Task CallAsync(ServiceProvider host, Func<IConnectorClientFactory, HttpClient> make)
    {
        using var client = make(host.GetRequiredService<IConnectorClientFactory>());
        using var response = await client.GetAsync("me");
        Assert.True(response.IsSuccessStatusCode);
    }

    private static async Task<TDatabase> OpenAsync()
    {
        var database = new TDatabase();
        await database.CreateAsync();
        return database;
    }
}

public sealed class SqlitePlanTests : PlanSuite<SqliteDatabase>
{
    protected override string Explain => "EXPLAIN QUERY PLAN";

    // SQLite reports a list from its beginning along an index as a scan, too.
    protected override bool GoesByAnIndex(string statement, IReadOnlyList<string> plan) => plan.All(line =>
        !line.StartsWith("SCAN ", StringComparison.Ordinal)
        || (
            !statement.Contains("WHERE", StringComparison.Ordinal)
                && line.Contains(" INDEX ", StringComparison.Ordinal)));

    protected override bool IsSort(string line) => line.Contains("TEMP B-TREE", StringComparison.Ordinal);

    private protected override void Record(VersoriConnectorsBuilder builder, StatementRecorder recorder) =>
        builder.Services.ConfigureDbContext<SqliteConnectorsContext>(options => options.AddInterceptors(recorder));

    private protected override async Task<DbConnection> OpenAsync(SqliteDatabase database, bool sorts)
    {
        var connection = new SqliteConnection($"Data Source={database.File};Pooling=false");
        await connection.OpenAsync();
        return connection;
    }
}

public sealed class PostgresPlanTests : PlanSuite<PostgresDatabase>
{
    protected override string Explain => "EXPLAIN";

    protected override bool GoesByAnIndex(string statement, IReadOnlyList<string> plan) =>
        !plan.Any(line => line.Contains("Seq Scan", StringComparison.Ordinal))
        && (
            !statement.Contains("WHERE", StringComparison.Ordinal)
                || plan.Any(line => line.Contains("Index Cond", StringComparison.Ordinal)));

    protected override bool IsSort(string line) => line.Contains("Sort", StringComparison.Ordinal);

    private protected override void Record(VersoriConnectorsBuilder builder, StatementRecorder recorder) =>
        builder.Services.ConfigureDbContext<PostgreSqlConnectorsContext>(options => options.AddInterceptors(recorder));

    // In a small table every index costs the same, and the choice depends on whether autovacuum has analyzed the table.
    // Therefore this adds many other rows and analyzes the tables.
    private const string Others = """
        INSERT INTO versori_connectors ("Id", "Version", "Revision", "Format", "Payload")
            SELECT 'other-' || n, 1, 1, 2, '{}' FROM generate_series(1, 5000) n;
        INSERT INTO versori_connector_versions ("ConnectorId", "Version", "Format", "Payload")
            SELECT 'other-' || n, 1, 2, '{}' FROM generate_series(1, 5000) n;
        INSERT INTO versori_templates ("Integration", "Name", "ConnectorId", "Revision", "Format", "Payload")
            SELECT 'other-' || n, 'other', 'other-' || n, 1, 2, '{}' FROM generate_series(1, 5000) n;
        INSERT INTO versori_connections ("Id", "ConnectorId", "Owner", "Name", "Revision", "Format", "Payload")
            SELECT md5('' || n)::uuid, 'other-' || n, 'user:' || n, 'other', 1, 2, '{}'
                FROM generate_series(1, 5000) n;
        INSERT INTO versori_bindings ("Integration", "Template", "Owner", "Environment", "ConnectionId", "Revision")
            SELECT 'other-' || n, 'other', 'user:' || n, '', md5('' || n)::uuid, 1 FROM generate_series(1, 5000) n;
        INSERT INTO versori_secrets ("ScopeKind", "ScopeId", "Name", "Version", "Format", "Protected")
            SELECT 'other', 'other-' || n, 'other', '1', 1, '' FROM generate_series(1, 5000) n;
        INSERT INTO versori_pending_authorizations ("Id", "ExpiresAt", "Format", "Payload")
            SELECT 'other-' || n, n, 2, '{}' FROM generate_series(1, 5000) n;
        INSERT INTO versori_webhook_deliveries ("Key", "Until")
            SELECT 'other-' || n, n FROM generate_series(1, 5000) n;
        INSERT INTO versori_connection_leases ("ConnectionId", "Holder", "Until")
            SELECT md5('' || n)::uuid, md5('' || n)::uuid, n FROM generate_series(1, 5000) n;
        INSERT INTO versori_audit_entries ("Id", "OccurredAt", "Action", "IsAutomatic", "Actor", "ConnectorId",
                "ConnectionId", "HasOwner", "Owner", "Integration", "Template", "Detail")
            SELECT md5('' || n)::uuid, n, 'Connected', true, md5('' || n)::uuid, 'other-' || n, md5('' || n)::uuid,
                true, md5('' || n)::uuid, '', '', '' FROM generate_series(1, 5000) n;
        INSERT INTO versori_audit_persons ("Key", "PersonId", "SeenAt")
            SELECT md5('' || n)::uuid, 'other-' || n, n FROM generate_series(1, 5000) n;
        ANALYZE;
        """;

    // A few rows are read faster without an index. The test checks only that a suitable index exists.
    private protected override async Task<DbConnection> OpenAsync(PostgresDatabase database, bool sorts)
    {
        var connection = new NpgsqlConnection(
            $"{database.ConnectionString};Pooling=false;Options=-c enable_seqscan=off -c enable_bitmapscan=off -c "
                + $"enable_sort={(sorts ? "on" : "off")}");
        await connection.OpenAsync();
        await using var fill = new NpgsqlCommand(Others, connection);
        await fill.ExecuteNonQueryAsync();
        return connection;
    }
}
