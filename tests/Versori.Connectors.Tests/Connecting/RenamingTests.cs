namespace Versori.Connectors.Tests.Connecting;

/// <summary>A connection is given another name; everything else about it stays.</summary>
public sealed class RenamingTests : ConnectingTest
{
    [Fact]
    public async Task A_connection_has_its_new_name_and_works_as_before()
    {
        var template = await LinkAsync();
        var connection = await ConnectBearerAsync("before", "t1");
        await Connections.SetBindingAsync(template.Id, connection.Id);

        var renamed = await Connections.RenameAsync(connection.Id, "after");

        Assert.Equal((connection.Id, "after"), (renamed.Id, renamed.Name));
        Assert.Equal(connection.Snapshot, renamed.Snapshot);
        Assert.Equal("after", (await Connections.FindAsync(connection.Id))!.Name);
        Assert.Equal("t1", await TokenOfAsync(template));
        await ConnectBearerAsync("before", "t2");
    }

    [Fact]
    public async Task A_name_that_another_connection_has_is_refused_and_nothing_changes()
    {
        await LinkAsync();
        var connection = await ConnectBearerAsync("first", "t1");
        await ConnectBearerAsync("second", "t2");

        var exception = await RefusedAsync(
            ConnectorErrorCode.AlreadyExists, () => Connections.RenameAsync(connection.Id, "second"));

        Assert.Contains("'second'", exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(nameof(ConnectRequest), exception.Message, StringComparison.Ordinal);
        Assert.Equal("first", (await Connections.FindAsync(connection.Id))!.Name);
    }

    [Fact]
    public async Task The_same_name_again_changes_nothing()
    {
        await LinkAsync();
        var connection = await ConnectBearerAsync("name", "t1");

        Assert.Equal(connection.Revision, (await Connections.RenameAsync(connection.Id, "name")).Revision);
    }

    [Fact]
    public async Task A_connection_that_does_not_exist_is_an_error()
    {
        await RefusedAsync(
            ConnectorErrorCode.NotFound,
            () => Connections.RenameAsync(ConnectionId.New(DateTimeOffset.UnixEpoch), "name"));
    }

    [Fact]
    public async Task Of_many_who_choose_one_name_one_succeeds()
    {
        await LinkAsync();
        var all = new List<Connection>();
        for (var number = 0; number < 20; number++) all.Add(await ConnectBearerAsync($"c{number}", "t"));

        var results = await Task.WhenAll(all.Select(async connection =>
        {
            try
            {
                return (await Connections.RenameAsync(connection.Id, "wanted")).Name;
            }
            catch (ConnectorException exception) when (exception.Code == ConnectorErrorCode.AlreadyExists)
            {
                return null;
            }
        }));

        Assert.Single(results, "wanted");
    }
}
