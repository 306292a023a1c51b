namespace Versori.Connectors.Tests.Connecting;

/// <summary>A start-up that connects can run twice.</summary>
public sealed class TakenNameTests : ConnectingTest
{
    [Fact]
    public async Task A_taken_name_fails_unless_something_else_was_said()
    {
        await ConnectAsync(NameTakenBehavior.Fail);

        await RefusedAsync(ConnectorErrorCode.AlreadyExists, () => ConnectAsync(NameTakenBehavior.Fail));
    }

    [Fact]
    public async Task Keeping_returns_the_connection_that_is_there_and_sends_nothing()
    {
        var first = await ConnectAsync(NameTakenBehavior.Keep);
        var (tokens, calls) = (External.TokenRequests, External.ApiRequests);

        var second = await ConnectAsync(NameTakenBehavior.Keep);

        Assert.Equal(first, second);
        Assert.Equal((tokens, calls), (External.TokenRequests, External.ApiRequests));
    }

    [Fact]
    public async Task Reconnecting_replaces_the_credentials_of_the_connection_that_is_there()
    {
        var first = await ConnectAsync(NameTakenBehavior.Reconnect);
        External.ClientSecret = "rotated";

        var second = await ConnectAsync(NameTakenBehavior.Reconnect);

        Assert.Equal(first.Id, second.Id);
        await Connections.RefreshAsync(first.Id);
        Assert.Single(await Connections.ListAsync(new()).ToListAsync());
    }

    [Theory]
    [InlineData(NameTakenBehavior.Keep)]
    [InlineData(NameTakenBehavior.Reconnect)]
    public async Task Processes_that_start_at_the_same_time_share_one_connection(NameTakenBehavior behavior)
    {
        await Engine.PublishAsync(Engine.Definition());
        External.TokenGate.Close();
        var racing = Enumerable.Range(0, 2).Select(_ => Connections.ConnectAsync(Request(behavior))).ToArray();
        await External.TokenRequestCounter.WaitForAsync(2);
        External.TokenGate.Open();

        var connections = await Task.WhenAll(racing);

        Assert.Equal(connections[0].Id, connections[1].Id);
        Assert.Single(await Connections.ListAsync(new()).ToListAsync());
    }

    private async Task<Connection> ConnectAsync(NameTakenBehavior behavior)
    {
        await Engine.PublishAsync(Engine.Definition());
        return await Connections.ConnectAsync(Request(behavior));
    }

    private ConnectRequest Request(NameTakenBehavior behavior) =>
        new() { ConnectorId = SystemId, Name = "acme", Credential = Good, WhenNameTaken = behavior };
}
