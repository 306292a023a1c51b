using System.Net;
using Versori.Connectors.Tests.Engine;

namespace Versori.Connectors.Tests.Connecting;

/// <summary>Changes that another engine makes over the same stores are seen within the cache's duration.</summary>
public sealed class OtherMachineTests : ConnectingTest
{
    private static readonly TimeSpan CacheDuration = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task A_disconnect_elsewhere_is_seen_within_the_caches_duration()
    {
        var (connection, client) = await Engine.ConnectAsync();
        await using var other = EngineFixture.Beside(Engine);

        await other.Connections.DisconnectAsync(connection.Id);
        Engine.Time.Advance(CacheDuration);

        await RefusedAsync(ConnectorErrorCode.NotFound, () => client.GetAsync("me"));
    }

    [Fact]
    public async Task A_reconnect_elsewhere_is_seen_within_the_caches_duration()
    {
        var (connection, client) = await Engine.ConnectAsync();
        await using var other = EngineFixture.Beside(Engine);

        await other.Connections.ReconnectAsync(connection.Id, Good);
        await client.GetAsync("me");
        Assert.Equal("Bearer access-1", External.RecordedApiRequests[^1].Authorization);
        Engine.Time.Advance(CacheDuration);

        await client.GetAsync("me");
        Assert.Equal("Bearer access-2", External.RecordedApiRequests[^1].Authorization);
    }

    [Fact]
    public async Task A_token_that_a_reconnect_elsewhere_made_invalid_is_replaced_by_the_new_one_without_a_request()
    {
        var (connection, client) = await Engine.ConnectAsync();
        await using var other = EngineFixture.Beside(Engine);
        await other.Connections.ReconnectAsync(connection.Id, Good);
        External.RejectTokens("access-1");

        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("me")).StatusCode);

        Assert.Equal(2, External.TokenRequests);
    }

    [Fact]
    public async Task A_default_a_binding_and_a_template_changed_elsewhere_are_seen_within_the_caches_duration()
    {
        await Engine.PublishAsync(Engine.Definition(methods: new BearerAuth()));
        var template = await Engine.LinkAsync(SystemId);
        await using var other = EngineFixture.Beside(Engine);
        await ConnectBearerAsync("one", "t1", isDefault: true);
        var second = await ConnectBearerAsync("two", "t2");
        var third = await ConnectBearerAsync("three", "t3");
        using var client = Engine.Clients.CreateClient(template.Id);
        Assert.Equal("t1", await TokenAsync());

        await other.Connections.SetDefaultAsync(second.Id);
        Assert.Equal("t1", await TokenAsync());
        Engine.Time.Advance(CacheDuration);
        Assert.Equal("t2", await TokenAsync());
        await other.Connections.SetBindingAsync(template.Id, third.Id);
        Engine.Time.Advance(CacheDuration);
        Assert.Equal("t3", await TokenAsync());
        await other.Catalog.UnlinkAsync(template.Id);
        Engine.Time.Advance(CacheDuration);
        await RefusedAsync(ConnectorErrorCode.NotFound, TokenAsync);

        async Task<string> TokenAsync()
        {
            using var response = await client.GetAsync("me");
            return External.RecordedApiRequests[^1].Authorization!["Bearer ".Length..];
        }
    }

    [Fact]
    public async Task A_new_base_URL_on_another_host_does_not_move_a_connection_and_one_on_the_same_is_followed()
    {
        var (_, client) = await Engine.ConnectAsync();
        await using var other = EngineFixture.Beside(Engine);
        await other.Catalog.EditAsync(SystemId, definition => definition with { BaseUrl = $"{External.Api}v2" });
        Engine.Time.Advance(CacheDuration);
        using var moved = Engine.Clients.CreateClient((await Connections.ListAsync(new()).ToListAsync())[0]);
        await client.GetAsync("me");

        await other.Catalog.EditAsync(
            SystemId, definition => definition with { BaseUrl = "https://elsewhere.example" });
        Engine.Time.Advance(CacheDuration);

        var before = External.ApiRequests;
        await client.GetAsync("me");
        await moved.GetAsync("me");
        Assert.Equal(before + 2, External.ApiRequests);
        await RefusedAsync(
            ConnectorErrorCode.OriginNotAllowed, () => client.GetAsync("https://elsewhere.example/me"));
    }
}
