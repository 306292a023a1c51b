using Versori.Connectors.Tests.Engine;

namespace Versori.Connectors.Tests.Hosting;

[Trait("Kind", "Race")]
public sealed class ShutdownTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    [Fact]
    public async Task Disposing_of_the_provider_ends_a_hanging_refresh()
    {
        await using var engine = await EngineFixture.StartAsync();
        var (_, client) = await engine.ConnectAsync();
        engine.Time.Advance(TimeSpan.FromHours(2));
        engine.System.TokenGate.Close();
        var call = client.GetAsync("me");
        await engine.System.TokenRequestCounter.WaitForAsync(2);

        await engine.Services.DisposeAsync().AsTask().WaitAsync(Patience);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call.WaitAsync(Patience));
        engine.System.TokenGate.Open();
    }

    [Fact]
    public async Task Disposing_of_the_provider_twice_has_no_effect()
    {
        await using var engine = await EngineFixture.StartAsync();
        await engine.ConnectAsync();

        await engine.Services.DisposeAsync();
        await engine.Services.DisposeAsync();
    }
}
