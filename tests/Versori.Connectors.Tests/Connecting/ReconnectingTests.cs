using System.Net;

namespace Versori.Connectors.Tests.Connecting;

[Trait("Kind", "Race")]
public sealed class ReconnectingTests : ConnectingTest
{
    [Fact]
    public async Task A_refused_reconnect_leaves_the_old_connection_working()
    {
        var (connection, client) = await Engine.ConnectAsync();
        var secrets = Secrets.Live.ToHashSet();

        await RefusedAsync(
            ConnectorErrorCode.CredentialRefused,
            () => Connections.ReconnectAsync(connection.Id, Credential.OAuth2ClientCredentials("client", "wrong")));
        External.ApiFaults.Enqueue(ScriptedResponse.Create(401, ""));
        await RefusedAsync(ConnectorErrorCode.CredentialRefused, () => Connections.ReconnectAsync(connection.Id, Good));

        Assert.Equal(connection, await Connections.FindAsync(connection.Id));
        Assert.Equal(secrets, Secrets.Live.ToHashSet());
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("me")).StatusCode);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(4)]
    public async Task A_reconnect_whose_secrets_cannot_be_written_leaves_only_the_old_secrets(int write)
    {
        var (connection, client) = await Engine.ConnectAsync();
        var secrets = Secrets.Live.ToHashSet();
        Secrets.BeforeWrite = number =>
        {
            if (number == write) throw new InvalidOperationException();
        };

        await Assert.ThrowsAsync<InvalidOperationException>(() => Connections.ReconnectAsync(connection.Id, Good));

        Assert.Equal(secrets, Secrets.Live.ToHashSet());
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("me")).StatusCode);
    }

    [Fact]
    public async Task A_reconnect_replaces_the_secrets_and_existing_clients_use_the_new_ones()
    {
        var (connection, client) = await Engine.ConnectAsync();
        var secrets = Secrets.Live.ToHashSet();

        var again = await Connections.ReconnectAsync(connection.Id, Good);

        Assert.Equal((connection.Id, connection.Name, 2), (again.Id, again.Name, again.Revision));
        Assert.Equal(2, Secrets.Live.Count);
        Assert.Empty(Secrets.Live.Intersect(secrets));
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("me")).StatusCode);
        Assert.Equal("Bearer access-2", External.RecordedApiRequests[^1].Authorization);
    }

    [Fact]
    public async Task A_reconnect_uses_the_current_auth_method_and_keeps_the_inputs_still_required()
    {
        var definition = Engine.Definition(methods: new BearerAuth()) with
        {
            Inputs = [new() { Name = "old", Default = "1" }, new() { Name = "kept" }],
        };
        await Engine.PublishAsync(definition);
        var connection = await Connections.ConnectAsync(new()
        {
            ConnectorId = SystemId,
            Name = "acme",
            Credential = Credential.Bearer("t"),
            Inputs = new Dictionary<string, string> { ["kept"] = "k" },
            CheckCredential = false,
        });
        await Engine.Catalog.EditAsync(SystemId, current => current with
        {
            AuthMethods = [ApiKeyAuth.Create(CredentialLocation.Header, "X-Api-Key")],
            Inputs = [new() { Name = "kept" }, new() { Name = "new", Default = "n" }],
        });
        External.AcceptApiKey("key");

        var again = await Connections.ReconnectAsync(connection.Id, Credential.ApiKey("key"));

        Assert.IsType<ApiKeyAuth>(Assert.Single(again.Snapshot.Methods));
        Assert.Equal((2, ConnectionCheckOutcome.Accepted), (again.Snapshot.ConnectorVersion, again.Check!.Outcome));
        Assert.Equal([new("kept", "k"), new("new", "n")], again.Snapshot.Inputs);
    }

    [Fact]
    public async Task A_reconnect_with_a_concurrent_change_is_a_conflict_and_leaves_only_the_old_secrets()
    {
        var (connection, _) = await Engine.ConnectAsync();
        External.ApiGate.Close();
        var reconnecting = Connections.ReconnectAsync(connection.Id, Good);
        await External.ApiRequestCounter.WaitForAsync(2);
        await Connections.SetDefaultAsync(connection.Id);
        External.ApiGate.Open();

        await RefusedAsync(ConnectorErrorCode.Conflict, () => reconnecting);

        Assert.Equal(
            new[] { connection.Snapshot.Secrets!.Value, connection.Tokens[0].Secret }.ToHashSet(),
            Secrets.Live.ToHashSet());
    }

    [Fact]
    public async Task Cancelling_after_the_new_secrets_are_saved_still_removes_the_old_ones()
    {
        var (connection, _) = await Engine.ConnectAsync();
        using var source = new CancellationTokenSource();
        Outage.On = operation =>
        {
            if (operation == "saved connection") source.Cancel();
        };

        await Connections.ReconnectAsync(connection.Id, Good, cancellationToken: source.Token);

        Assert.Equal(2, Secrets.Live.Count);
    }

    [Fact]
    public async Task A_missing_connection_cannot_be_reconnected() =>
        await RefusedAsync(
            ConnectorErrorCode.NotFound,
            () => Connections.ReconnectAsync(ConnectionId.New(Engine.Time.GetUtcNow()), Good));
}
