namespace Versori.Connectors.Tests.Connecting;

[Trait("Kind", "Race")]
public sealed class DisconnectingTests : ConnectingTest
{
    [Fact]
    public async Task Disconnecting_removes_every_secret_and_later_calls_fail()
    {
        var (connection, client) = await Engine.ConnectAsync();
        var template = await Engine.LinkAsync(SystemId);
        var templated = await Engine.Clients.CreateClientAsync(template.Id);
        await Connections.RefreshAsync(connection.Id);

        await Connections.DisconnectAsync(connection.Id);

        await AssertNothingLeftAsync();
        await RefusedAsync(ConnectorErrorCode.NotFound, () => client.GetAsync("me"));
        await RefusedAsync(ConnectorErrorCode.NoConnection, () => templated.GetAsync("me"));
        await RefusedAsync(ConnectorErrorCode.NotFound, () => Connections.RefreshAsync(connection.Id));
        await RefusedAsync(ConnectorErrorCode.NotFound, () => Connections.DisconnectAsync(connection.Id));
        Assert.Equal(1, External.ApiRequests);
    }

    [Fact]
    public async Task A_connection_with_bound_templates_is_disconnected_only_by_force()
    {
        var (connection, _) = await Engine.ConnectAsync();
        var (one, two) = (await Engine.LinkAsync(SystemId, "one"), await Engine.LinkAsync(SystemId, "two"));
        await Connections.SetBindingAsync(one.Id, connection.Id);
        await Connections.SetBindingAsync(two.Id, connection.Id);

        var exception = await RefusedAsync(ConnectorErrorCode.InUse, () => Connections.DisconnectAsync(connection.Id));

        Assert.Equal(["one/system", "two/system"], exception.Error.Related.Order());
        Assert.NotNull(await Connections.FindAsync(connection.Id));
        await Connections.RemoveBindingAsync(one.Id);
        await RefusedAsync(ConnectorErrorCode.InUse, () => Connections.DisconnectAsync(connection.Id));
        await Connections.DisconnectAsync(connection.Id, force: true);
        await AssertNothingLeftAsync();
        var left = await RefusedAsync(
            ConnectorErrorCode.NoConnection, async () => await Engine.Clients.CreateClientAsync(two.Id));
        Assert.Contains("Connect 'system'", left.Message);
    }

    [Fact]
    public async Task What_was_bound_since_it_was_shown_keeps_the_connection_and_what_was_shown_is_removed_with_it()
    {
        var (connection, _) = await Engine.ConnectAsync();
        var (one, two) = (await Engine.LinkAsync(SystemId, "one"), await Engine.LinkAsync(SystemId, "two"));
        var nothing = await Connections.GetUsageAsync(connection.Id);
        await Connections.SetBindingAsync(one.Id, connection.Id);
        var shown = await Connections.GetUsageAsync(connection.Id);
        await Connections.SetBindingAsync(two.Id, connection.Id);
        var both = await Connections.GetUsageAsync(connection.Id);

        foreach (var usage in new[] { nothing, shown })
        {
            var refused = await RefusedAsync(
                ConnectorErrorCode.Conflict, () => Connections.DisconnectAsync(connection.Id, usage.Fingerprint));
            Assert.Equal(["one/system", "two/system"], refused.Error.Related.Order());
        }

        await Connections.RemoveBindingAsync(two.Id);
        await RefusedAsync(
            ConnectorErrorCode.Conflict, () => Connections.DisconnectAsync(connection.Id, both.Fingerprint));
        Assert.NotNull(await Connections.FindAsync(connection.Id));
        Assert.Equal((0, 1, 2), (nothing.Count, shown.Count, both.Count));
        Assert.Equal([one.Id], shown.Bindings.Select(key => key.Template));
        // The same bindings are the same usage, however they came about.
        Assert.Equal(shown, await Connections.GetUsageAsync(connection.Id));
        await Connections.DisconnectAsync(connection.Id, shown.Fingerprint);
        await AssertNothingLeftAsync();
        Assert.Equal(0, (await Connections.GetUsageAsync(connection.Id)).Count);
        await RefusedAsync(
            ConnectorErrorCode.NotFound, () => Connections.DisconnectAsync(connection.Id, nothing.Fingerprint));
    }

    [Fact]
    public async Task Another_owner_or_template_is_another_usage_also_beyond_those_that_are_listed()
    {
        var (connection, _) = await Engine.ConnectAsync();
        var template = await Engine.LinkAsync(SystemId, "mirror", TemplateSharing.PerOwner);
        var count = ConnectionUsage.MaximumListed + 1;
        for (var user = 0; user < count; user++)
            await Connections.SetBindingAsync(template.Id, connection.Id, Owner.User($"u-{user}"));
        var shown = await Connections.GetUsageAsync(connection.Id);

        await Connections.RemoveBindingAsync(template.Id, Owner.User("u-7"));
        await Connections.SetBindingAsync(template.Id, connection.Id, Owner.User("another"));

        Assert.Equal((count, ConnectionUsage.MaximumListed), (shown.Count, shown.Bindings.Count));
        Assert.NotEqual(shown.Fingerprint, (await Connections.GetUsageAsync(connection.Id)).Fingerprint);
        var refused = await RefusedAsync(
            ConnectorErrorCode.Conflict, () => Connections.DisconnectAsync(connection.Id, shown.Fingerprint));
        Assert.Equal(["mirror/system"], refused.Error.Related);
    }

    [Fact]
    public async Task Cancelling_after_the_connection_is_deleted_still_removes_its_secrets()
    {
        var (connection, _) = await Engine.ConnectAsync();
        using var source = new CancellationTokenSource();
        Outage.On = operation =>
        {
            if (operation == "deleted connection") source.Cancel();
        };

        await Record.ExceptionAsync(() => Connections.DisconnectAsync(connection.Id, cancellationToken: source.Token));

        await AssertNothingLeftAsync();
    }

    [Fact]
    public async Task A_refresh_in_progress_leaves_no_secret_when_the_connection_is_disconnected_and_recreated()
    {
        var (connection, client) = await Engine.ConnectAsync();
        Engine.Time.Advance(TimeSpan.FromHours(2));
        External.TokenGate.Close();
        var call = client.GetAsync("me");
        await External.TokenRequestCounter.WaitForAsync(2);
        await Connections.DisconnectAsync(connection.Id);
        var connecting = Connections.ConnectAsync(SystemId, connection.Name, Good);
        await External.TokenRequestCounter.WaitForAsync(3);

        External.TokenGate.Open();

        await RefusedAsync(ConnectorErrorCode.NotFound, () => call);
        var successor = await connecting;
        Assert.Equal(
            new[] { successor.Snapshot.Secrets!.Value, successor.Tokens[0].Secret }.ToHashSet(),
            Secrets.Live.ToHashSet());
    }
}
