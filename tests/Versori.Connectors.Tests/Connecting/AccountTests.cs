namespace Versori.Connectors.Tests.Connecting;

/// <summary>A connection knows which account it is, and does not become another one unnoticed.</summary>
public sealed class AccountTests : ConnectingTest
{
    [Fact]
    public async Task A_connection_knows_its_account_by_the_label_of_the_definition()
    {
        var connection = await ConnectAsync("alice");

        Assert.Equal("alice of eu", connection.Snapshot.Account);
        Assert.Equal("alice of eu", (await Connections.FindAsync(connection.Id))!.Snapshot.Account);
    }

    [Fact]
    public async Task Reconnecting_as_another_account_is_refused_and_leaves_the_connection_as_it_was()
    {
        var connection = await ConnectAsync("alice");
        SignInAs("bob");

        var refused = await RefusedAsync(
            ConnectorErrorCode.OtherAccount, () => Connections.ReconnectAsync(connection.Id, Good));

        Assert.Contains("'alice of eu'", refused.Message, StringComparison.Ordinal);
        Assert.Contains("'bob of eu'", refused.Message, StringComparison.Ordinal);
        Assert.Equal(connection, await Connections.FindAsync(connection.Id));
    }

    [Fact]
    public async Task Another_account_that_is_allowed_is_reported()
    {
        var connection = await ConnectAsync("alice");
        SignInAs("bob");

        var changed = await Connections.ReconnectAsync(connection.Id, Good, allowOtherAccount: true);

        Assert.Equal("bob of eu", changed.Snapshot.Account);
        Assert.Contains(ConnectionEventKind.AccountChanged, Engine.Events.Kinds);
    }

    [Fact]
    public async Task The_same_account_is_reconnected_without_a_word()
    {
        var connection = await ConnectAsync("alice");

        await Connections.ReconnectAsync(connection.Id, Good);

        Assert.DoesNotContain(ConnectionEventKind.AccountChanged, Engine.Events.Kinds);
    }

    [Fact]
    public async Task A_system_that_does_not_say_who_it_is_can_be_connected_all_the_same()
    {
        var connection = await ConnectAsync(login: null);

        Assert.Null(connection.Snapshot.Account);
    }

    [Fact]
    public void A_label_over_something_that_is_not_captured_is_refused_by_place()
    {
        var problem = Assert.Single(Engine.Catalog.Validate(Engine.Definition() with { AccountLabel = "{email}" }));

        Assert.Equal("/accountLabel", problem.Location);
    }

    private async Task<Connection> ConnectAsync(string? login)
    {
        SignInAs(login);
        var method = Engine.ClientCredentials() with
        {
            Captures = [new() { Name = "login", Selector = "/login", Optional = true }],
        };
        await Engine.PublishAsync(Engine.Definition(methods: method) with
        {
            Inputs = [new() { Name = "region", Default = "eu" }],
            AccountLabel = "{login} of {region}",
        });
        return await Connections.ConnectAsync(SystemId, "acme", Good);
    }

    private void SignInAs(string? login) => External.TransformTokenResponse = response =>
    {
        if (login is not null) response["login"] = login;
    };
}
