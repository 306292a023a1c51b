namespace Versori.Connectors.Tests.Connecting;

/// <summary>A connection has an account, and a change of the account is detected.</summary>
public sealed class AccountTests : ConnectingTest
{
    [Fact]
    public async Task A_connection_has_the_account_label_of_the_definition()
    {
        var connection = await ConnectAsync("alice");

        Assert.Equal("alice of eu", connection.Snapshot.Account);
        Assert.Equal("alice of eu", (await Connections.FindAsync(connection.Id))!.Snapshot.Account);
    }

    [Fact]
    public async Task Reconnecting_as_another_account_is_refused_and_does_not_change_the_connection()
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
    public async Task An_allowed_change_of_account_is_reported()
    {
        var connection = await ConnectAsync("alice");
        SignInAs("bob");

        var changed = await Connections.ReconnectAsync(connection.Id, Good, allowOtherAccount: true);

        Assert.Equal("bob of eu", changed.Snapshot.Account);
        Assert.Contains(ConnectionEventKind.AccountChanged, Engine.Events.Kinds);
    }

    [Fact]
    public async Task Reconnecting_the_same_account_reports_no_change_of_account()
    {
        var connection = await ConnectAsync("alice");

        await Connections.ReconnectAsync(connection.Id, Good);

        Assert.DoesNotContain(ConnectionEventKind.AccountChanged, Engine.Events.Kinds);
    }

    [Fact]
    public async Task A_system_that_does_not_return_an_account_can_be_connected()
    {
        var connection = await ConnectAsync(login: null);

        Assert.Null(connection.Snapshot.Account);
    }

    [Fact]
    public void An_account_label_with_a_value_that_is_not_captured_is_refused_by_json_pointer()
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
