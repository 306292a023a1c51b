using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Testing;
using Versori.Connectors.EntityFrameworkCore.Tests.Databases;
using Versori.Connectors.EntityFrameworkCore.Tests.Engine;

namespace Versori.Connectors.EntityFrameworkCore.Tests.Secrets;

/// <summary>Secrets at rest.</summary>
public abstract class ProtectionSuite<TDatabase>
    where TDatabase : TestDatabase, new()
{
    private static readonly SecretHolder Scope = new("connection", "1");

    [Fact]
    public async Task A_ciphertext_that_was_copied_to_another_row_cannot_be_decrypted()
    {
        await using var database = await OpenAsync();
        var store = database.Open().GetRequiredService<ISecretStore>();
        var mine = await store.WriteAsync(Scope, "key", new Secret("mine"), default);
        SecretReference[] others =
        [
            await store.WriteAsync(new("connection", "2"), "key", new Secret("theirs"), default),
            await store.WriteAsync(new("connector", "1"), "key", new Secret("theirs"), default),
            await store.WriteAsync(Scope, "other", new Secret("theirs"), default),
            await store.WriteAsync(Scope, "key", new Secret("theirs"), default),
        ];

        await database.ExecuteAsync(
            $"UPDATE versori_secrets SET \"Protected\" = (SELECT \"Protected\" FROM versori_secrets WHERE "
                + $"\"Version\" = '{mine.Version}')");

        Assert.Equal("mine", (await store.ReadAsync(mine, default))!.Reveal());
        foreach (var other in others) Assert.Null(await store.ReadAsync(other, default));
    }

    [Fact]
    public async Task Reencryption_moves_all_secrets_to_the_newest_key_and_a_second_run_does_nothing()
    {
        await using var database = await OpenAsync();
        var store = database.Open().GetRequiredService<ISecretStore>();
        var references = new List<SecretReference>();
        for (var number = 0; number < 250; number++)
            references.Add(
                await store.WriteAsync(
                    new("connection", $"{number % 7}"), $"{number % 3}", new Secret($"{number}"), default));
        var oldKey = Assert.Single(Directory.GetFiles(database.KeyDirectory, "key-*.xml"));
        AddKey(database);

        var host = database.Open();
        var command = host.GetRequiredService<SecretReencryption>();
        Assert.Equal(new(250, 0, 0), await command.RunAsync());
        Assert.Equal(new(0, 250, 0), await command.RunAsync());

        // The old key is no longer needed.
        File.Delete(oldKey);
        var reopened = database.Open().GetRequiredService<ISecretStore>();
        foreach (var (number, reference) in references.Index())
            Assert.Equal($"{number}", (await reopened.ReadAsync(reference, default))!.Reveal());
    }

    [Fact]
    public async Task Interrupted_reencryption_continues_where_it_stopped()
    {
        await using var database = await OpenAsync();
        var store = database.Open().GetRequiredService<ISecretStore>();
        for (var number = 0; number < 250; number++)
            await store.WriteAsync(Scope, $"{number}", new Secret("x"), default);
        AddKey(database);
        var host = database.Open(builder => builder.AddAudit());
        var command = host.GetRequiredService<SecretReencryption>();
        using var stop = new CancellationTokenSource();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => command.RunAsync(new After(stop), stop.Token));

        Assert.Equal(new(150, 100, 0), await command.RunAsync());
        Assert.Equal(new(0, 250, 0), await command.RunAsync());
        var entries = await host.GetRequiredService<IAuditStore>().ListAsync(new(), default).ToListAsync();
        Assert.Equal(
            [(AuditAction.SecretsReencrypted, "100"), (AuditAction.SecretsReencrypted, "150")],
            entries.Select(entry => (entry.Action, entry.Detail)));
    }

    [Fact]
    public async Task Reencryption_counts_and_keeps_secrets_that_cannot_be_decrypted()
    {
        await using var database = await OpenAsync();
        var store = database.Open().GetRequiredService<ISecretStore>();
        await store.WriteAsync(Scope, "a", new Secret("lost"), default);
        Directory.Delete(database.KeyDirectory, recursive: true);
        var host = database.Open();
        await host.GetRequiredService<ISecretStore>().WriteAsync(Scope, "b", new Secret("good"), default);

        Assert.Equal(new(0, 1, 1), await host.GetRequiredService<SecretReencryption>().RunAsync());
    }

    [Fact]
    public async Task No_secret_is_in_plain_text_in_the_database_or_the_logs()
    {
        const string Canary = "c4n4ry";
        await using var api = await LoopbackApi.StartAsync(Canary);
        await using var database = await OpenAsync();
        await database.LogEverythingAsync();
        var host = database.Open();
        var template = await TwoHostsSuite<TDatabase>.PublishAsync(host, api);
        var connections = host.GetRequiredService<IConnections>();
        await connections.ConnectAsync(
            template.ConnectorId, "a", Credential.Bearer($"{Canary}-bearer").WithMethod("bearer"));
        var refreshed = await connections.ConnectAsync(
            template.ConnectorId,
            "b",
            Credential.OAuth2ClientCredentials("id", $"{Canary}-client-secret").WithMethod("client"));
        await connections.RefreshAsync(refreshed.Id);
        var signIns = host.GetRequiredService<ISignIns>();
        var catalog = host.GetRequiredService<IConnectorCatalog>();
        await catalog.EditAsync(template.ConnectorId, definition => definition with
        {
            AuthMethods = [.. definition.AuthMethods, HostedVariantOf(definition)],
        });
        await catalog.SetClientSecretAsync(
            template.ConnectorId, "hosted", new Secret($"{Canary}-host-client-secret"));
        await host.GetRequiredService<IWebhookSecrets>()
            .SetAsync(template.ConnectorId, "hook", [new($"{Canary}-webhook-secret")]);
        // One completed sign-in and one pending sign-in.
        var completed = StateOf(await BeginAsync("c"));
        await signIns.CompleteAsync(new()
        {
            Uri = new($"http://127.0.0.1/back?code={Canary}-code&state={completed}"),
            Session = new($"{Canary}-session"),
        });
        var verifier = System.Web.HttpUtility.ParseQueryString(api.LastTokenRequest)["code_verifier"]!;
        var underWay = StateOf(await BeginAsync("d"));
        Assert.Contains($"code={Canary}-code", api.LastTokenRequest, StringComparison.Ordinal);

        var places = new Dictionary<string, string>
        {
            ["rows"] = await database.DumpAsync(),
            ["files"] = FilesOf(database),
            ["logs"] = string.Concat(
                host.GetRequiredService<FakeLogCollector>()
                    .GetSnapshot()
                    .Select(
                        record =>
                            $"{record.Message} {record.Exception} {string.Join(' ', record.StructuredState ?? [])}")),
        };

        Assert.All(places.Values, Assert.NotEmpty);
        // The searched data contains what was written.
        Assert.Contains("127.0.0.1/back", places["rows"], StringComparison.Ordinal);
        if (database is PostgresDatabase { Server.DataFolder: not null })
            Assert.Contains("INSERT INTO versori_secrets", places["files"], StringComparison.Ordinal);
        foreach (var (place, text) in places)
        {
            foreach (var secret in new[] { Canary, completed, underWay, verifier })
            {
                Assert.False(Holds(text, secret), $"{secret} is in the {place}.");
            }
        }

        Task<BrowserSignIn> BeginAsync(string name) => signIns.BeginAsync(new()
        {
            ConnectorId = template.ConnectorId,
            Name = name,
            MethodId = "person",
            RedirectUri = new("http://127.0.0.1/back"),
            Client = Credential.OAuth2ClientCredentials("id", $"{Canary}-own-client-secret"),
            Session = new($"{Canary}-session"),
            CheckCredential = false,
        });
    }

    // The same sign-in with a client of the host. The connector has its secret.
    private static OAuth2Auth HostedVariantOf(ConnectorDefinition definition) =>
        definition.AuthMethods.OfType<OAuth2Auth>().Single(method => method.Id == "person") with
        {
            Id = "hosted",
            ClientId = "host-client",
        };

    private static string StateOf(BrowserSignIn begun) =>
        System.Web.HttpUtility.ParseQueryString(begun.Url.Query)["state"]!;

    // Plain, as UTF-16, in hexadecimal or in base64 at any offset, because a log writes bytes as text.
    private static bool Holds(string text, string secret)
    {
        var bytes = Encoding.UTF8.GetBytes(secret);
        string[] forms =
        [
            secret,
            Encoding.Latin1.GetString(Encoding.Unicode.GetBytes(secret)),
            Convert.ToHexString(bytes),
            Convert.ToHexStringLower(bytes),
            .. Enumerable.Range(0, 3)
                .Select(offset => Convert.ToBase64String([.. new byte[offset], .. bytes])[(offset == 0 ? 0 : 4)..^4]),
        ];
        return forms.Any(form => text.Contains(form, StringComparison.Ordinal));
    }

    private static async Task<TDatabase> OpenAsync()
    {
        var database = new TDatabase();
        await database.CreateAsync();
        return database;
    }

    private static string FilesOf(TestDatabase database)
    {
        var folder = database is SqliteDatabase sqlite
            ? Path.GetDirectoryName(sqlite.File)!
            : (database as PostgresDatabase)!.Server.DataFolder;
        if (folder is null) return "on another machine";
        var text = new StringBuilder();
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            try
            {
                using var stream = new FileStream(
                    file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
                using var reader = new StreamReader(stream, Encoding.Latin1);
                text.Append(reader.ReadToEnd());
            }
            catch (FileNotFoundException)
            {
                // A running server deletes its own files while they are listed.
            }
        }

        return text.ToString();
    }

    // A new current key, like the one that the ring creates every 90 days.
    private static void AddKey(TestDatabase database)
    {
        var services = new ServiceCollection();
        services.AddDataProtection()
            .SetApplicationName("Versori.Connectors").PersistKeysToFileSystem(new(database.KeyDirectory));
        using var ring = services.BuildServiceProvider();
        var now = DateTimeOffset.UtcNow;
        ring.GetRequiredService<IKeyManager>().CreateNewKey(now, now.AddDays(90));
    }

    private sealed class After(CancellationTokenSource stop) : IProgress<SecretReencryptionResult>
    {
        public void Report(SecretReencryptionResult value) => stop.Cancel();
    }
}

public sealed class SqliteProtectionTests : ProtectionSuite<SqliteDatabase>
{
    [Fact]
    public async Task Files_and_keys_can_be_read_by_their_user_only()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has no such modes; the keys are encrypted with DPAPI there.");
            return;
        }

        await using var database = new SqliteDatabase();
        var services = new ServiceCollection();
        services.AddVersoriConnectors().UseSqlite(database.File);
        await using var host = services.BuildServiceProvider();
        await host.GetRequiredService<ISecretStore>().WriteAsync(new("connection", "1"), "a", new Secret("x"), default);

        const UnixFileMode Others = ~(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        Assert.Equal(default, File.GetUnixFileMode(database.File) & Others);
        Assert.Equal(default, File.GetUnixFileMode(database.File + "-wal") & Others);
        Assert.Equal(default, File.GetUnixFileMode(database.File + ".keys") & Others);
        Assert.NotEmpty(Directory.GetFiles(database.File + ".keys", "key-*.xml"));
    }
}

public sealed class PostgresProtectionTests : ProtectionSuite<PostgresDatabase>;
