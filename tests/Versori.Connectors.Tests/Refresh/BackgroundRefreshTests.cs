using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Versori.Connectors.Refresh;
using Versori.Connectors.Tests.Engine;

namespace Versori.Connectors.Tests.Refresh;

[Trait("Kind", "Race")]
public sealed class BackgroundRefreshTests : IAsyncLifetime
{
    private EngineFixture _engine = null!;

    public async ValueTask InitializeAsync() =>
        _engine = await EngineFixture.StartAsync(builder => builder.AddBackgroundRefresh());

    public ValueTask DisposeAsync() => _engine.DisposeAsync();

    [Fact]
    public async Task A_token_that_expires_before_the_next_sweep_is_refreshed()
    {
        var (_, client) = await _engine.ConnectAsync();
        await SweepAsync();
        Assert.Equal(1, _engine.System.TokenRequests);
        _engine.Time.Advance(TimeSpan.FromMinutes(56));

        await SweepAsync();
        await SweepAsync();

        Assert.Equal(2, _engine.System.TokenRequests);
        await client.GetAsync("me");
        Assert.Equal(1, _engine.System.ApiRequestsWith("access-2"));
    }

    [Fact]
    public async Task The_hosted_service_sweeps_periodically()
    {
        await _engine.ConnectAsync();
        _engine.Time.Advance(TimeSpan.FromMinutes(56));
        var service = _engine.Services.GetRequiredService<BackgroundRefresh>();
        await service.StartAsync(TestContext.Current.CancellationToken);

        await _engine.Time.PassDelayAsync(TestContext.Current.CancellationToken);

        await _engine.System.TokenRequestCounter.WaitForAsync(2);
        await service.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_failing_connection_does_not_prevent_the_refresh_of_others()
    {
        await _engine.ConnectAsync();
        await _engine.Connections.ConnectAsync(
            ConnectorId.Parse("system"),
            "other",
            Credential.OAuth2ClientCredentials(_engine.System.ClientId, _engine.System.ClientSecret));
        _engine.Time.Advance(TimeSpan.FromMinutes(58));
        _engine.System.TokenFaults.Enqueue(ScriptedResponse.Create(503, ""));

        await SweepAsync();

        Assert.Equal(4, _engine.System.TokenRequests);
        Assert.Single(_engine.Events.Kinds, ConnectionEventKind.Refreshed);
    }

    [Fact]
    public async Task Settings_out_of_range_are_refused()
    {
        await using var engine = await EngineFixture.StartAsync(
            builder =>
                builder.AddBackgroundRefresh(options => (options.Interval, options.Concurrency) = (TimeSpan.Zero, 0)));

        var exception = Assert.Throws<OptionsValidationException>(
            () => engine.Services.GetRequiredService<IOptions<BackgroundRefreshOptions>>().Value);

        Assert.Equal(2, exception.Failures.Count());
    }

    private Task SweepAsync() =>
        _engine.Services.GetRequiredService<BackgroundRefresh>().SweepAsync(TestContext.Current.CancellationToken);
}
