using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Versori.Connectors.EntityFrameworkCore.Model;
using Versori.Connectors.EntityFrameworkCore.Secrets;
using Versori.Connectors.EntityFrameworkCore.Stores;
using Versori.Connectors.EntityFrameworkCore.Tests.Databases;
using Versori.Connectors.Testing;

namespace Versori.Connectors.EntityFrameworkCore.Tests.Stores;

/// <summary>
/// Data in every released format stays readable. Fixtures are written once and never changed.
/// </summary>
public sealed class FormatTests
{
    private static readonly string Fixtures = Path.Combine(AppContext.BaseDirectory, "Fixtures");

    [Fact]
    public void Every_format_has_a_fixture() => Assert.Equal(
        Enumerable.Range(1, Payloads.CurrentFormat)
            .Select(format => $"format-{format}.json"), Directory.GetFiles(Fixtures, "format-*.json")
            .Select(Path.GetFileName).Order());

    [Fact]
    public void Payloads_of_the_current_format_are_read_completely()
    {
        Same<Connector>("connector");
        Same<ConnectorDefinition>("definition");
        Same<ConnectionTemplate>("template");
        Same<Connection>("connection");
        Same<PendingSignIn>("pendingSignIn");

        // Nothing is lost: writing the record again keeps every stored member.
        static void Same<T>(string record)
            where T : class
        {
            var stored = Stored(Payloads.CurrentFormat, record);
            var again = JsonNode.Parse(Payloads.Write(Read<T>(Payloads.CurrentFormat, record)));
            Assert.True(Holds(again, JsonNode.Parse(stored)), $"{record} became {again}");
        }
    }

    [Fact]
    public void Payloads_of_format_1_are_read_to_the_same_records()
    {
        Assert.Equal(Read<Connector>(2, "connector"), Read<Connector>(1, "connector"));
        Assert.Equal(Read<ConnectorDefinition>(2, "definition"), Read<ConnectorDefinition>(1, "definition"));
        Assert.Equal(Read<ConnectionTemplate>(2, "template"), Read<ConnectionTemplate>(1, "template"));
        Assert.Equal(Read<Connection>(2, "connection"), Read<Connection>(1, "connection"));
        Assert.Equal(Read<PendingSignIn>(2, "pendingSignIn"), Read<PendingSignIn>(1, "pendingAuthorization"));
    }

    private static T Read<T>(int format, string record)
        where T : class =>
        Payloads.Read<T>(new ConnectorRow { Format = format, Payload = Stored(format, record) }, record);

    private static string Stored(int format, string record) =>
        JsonNode.Parse(File.ReadAllText(Path.Combine(Fixtures, $"format-{format}.json")))![record]!.ToJsonString();

    // A later release can add members with defaults that match earlier behaviour.
    private static bool Holds(JsonNode? now, JsonNode? then) => (now, then) switch
    {
        (JsonObject after, JsonObject before) =>
            before.All(member => after.ContainsKey(member.Key) && Holds(after[member.Key], member.Value)),
        (JsonArray after, JsonArray before) =>
            after.Count == before.Count && before.Zip(after).All(pair => Holds(pair.Second, pair.First)),
        _ => JsonNode.DeepEquals(now, then),
    };

    [Fact]
    public void Every_format_of_secrets_has_a_fixture() => Assert.Equal(
        Enumerable.Range(1, SecretProtection.CurrentFormat).Select(format => $"secret-format-{format}.json"),
        Directory.GetFiles(Fixtures, "secret-format-*.json").Select(Path.GetFileName).Order());

    [Fact]
    public async Task Secrets_of_format_1_are_decrypted_with_their_key()
    {
        // An unused key, and a value that was encrypted with it.
        var fixture = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(Fixtures, "secret-format-1.json")))!;
        var reference = new SecretReference(new(Text("scopeKind"), Text("scopeId")), Text("name"), Text("version"));
        await using var database = new SqliteDatabase();
        Directory.CreateDirectory(database.KeyDirectory);
        await File.WriteAllTextAsync(Path.Combine(database.KeyDirectory, Text("keyFile")), Text("key"));
        var store = database.Open().GetRequiredService<ISecretStore>();
        Assert.Null(await store.ReadAsync(reference, default));

        await database.ExecuteAsync(
            "INSERT INTO versori_secrets (ScopeKind, ScopeId, Name, Version, Format, Protected) " +
            $"VALUES ('{reference.Holder.Kind}', '{reference.Holder.Id}', '{reference.Name}', '{reference.Version}', 1,"
                + $" x'{Convert.ToHexString(Convert.FromBase64String(Text("protected")))}')");

        Assert.Equal(Text("value"), (await store.ReadAsync(reference, default))?.Reveal());

        string Text(string name) => fixture[name]!.GetValue<string>();
    }

    [Fact]
    public async Task A_payload_of_a_newer_format_is_refused_and_older_ones_are_read()
    {
        await using var database = new SqliteDatabase();
        var store = database.Open().GetRequiredService<IConnectorStore>();
        await store.SaveAsync(Samples.Connector("old"), default);
        await store.SaveAsync(Samples.Connector("new"), default);
        await database.ExecuteAsync(
            "UPDATE versori_connectors SET Format = 3, Payload = '{\"unknown\":1}' WHERE Id = 'new'");

        var refused = await Assert.ThrowsAsync<ConnectorStoreException>(
            async () => await store.FindAsync(ConnectorId.Parse("new"), null, default));

        Assert.Equal(ConnectorStoreFailure.NewerVersion, refused.Failure);
        Assert.NotNull(await store.FindAsync(ConnectorId.Parse("old"), null, default));
    }

    [Fact]
    public async Task The_error_for_a_damaged_payload_names_its_record_and_not_its_content()
    {
        await using var database = new SqliteDatabase();
        var store = database.Open().GetRequiredService<IConnectorStore>();
        await store.SaveAsync(Samples.Connector("shop"), default);
        await database.ExecuteAsync("UPDATE versori_connectors SET Payload = substr(Payload, 1, 50)");

        var refused = await Assert.ThrowsAsync<ConnectorStoreException>(
            async () => await store.FindAsync(ConnectorId.Parse("shop"), null, default));

        Assert.Equal(ConnectorStoreFailure.Corrupted, refused.Failure);
        Assert.Contains("connector 'shop'", refused.Message, StringComparison.Ordinal);
    }
}
