using System.Net;
using Versori.Connectors.Tests.Engine;

namespace Versori.Connectors.Tests.Connecting;

/// <summary>Changes by another engine with the same stores take effect within the cache duration.</summary>
public sealed class OtherMachineTests : ConnectingTest
{
    private static readonly TimeSpan CacheDuration = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task A_disconnect_by_another_engine_takes_effect_within_the_cache_duration()
    {
        var (connection, client) = await Engine.ConnectAsync();
        await using var other = EngineFixture.Beside(Engine);

        await other.Connections.DisconnectAsync(connection.Id);
        Engine.Time.Advance(CacheDuration);

        await RefusedAsync(ConnectorErrorCode.NotFound, () => client.GetAsync("me"));
    }

    [Fact]
    public async Task A_reconnect_by_another_engine_takes_effect_within_the_cache_duration()
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
    public async Task A_token_invalidated_by_a_reconnect_elsewhere_is_replaced_without_a_token_request()
    {
        var (connection, client) = await Engine.ConnectAsync();
        await using var other = EngineFixture.Beside(Engine);
        await other.Connections.ReconnectAsync(connection.Id, Good);
        External.RejectTokens("access-1");

        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("me")).StatusCode);

        Assert.Equal(2, External.TokenRequests);
    }

    [Fact]
    public async Task A_default_a_binding_and_a_template_changed_elsewhere_take_effect_within_the_cache_duration()
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
    public async Task A_connection_uses_a_new_base_URL_only_on_the_same_host()
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
