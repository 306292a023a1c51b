namespace Versori.Connectors.Tests.Connecting;

/// <summary>Connecting at start-up can run repeatedly.</summary>
public sealed class TakenNameTests : ConnectingTest
{
    [Fact]
    public async Task A_taken_name_is_an_error_with_Fail()
    {
        await ConnectAsync(NameTakenBehavior.Fail);

        await RefusedAsync(ConnectorErrorCode.AlreadyExists, () => ConnectAsync(NameTakenBehavior.Fail));
    }

    [Fact]
    public async Task Keep_returns_the_existing_connection_and_sends_no_request()
    {
        var first = await ConnectAsync(NameTakenBehavior.Keep);
        var (tokens, calls) = (External.TokenRequests, External.ApiRequests);

        var second = await ConnectAsync(NameTakenBehavior.Keep);

        Assert.Equal(first, second);
        Assert.Equal((tokens, calls), (External.TokenRequests, External.ApiRequests));
    }

    [Fact]
    public async Task Reconnect_replaces_the_credentials_of_the_existing_connection()
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
