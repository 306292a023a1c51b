using Microsoft.Extensions.DependencyInjection;
using Versori.Connectors.Tests.Authentication.OAuth2;
using Versori.Connectors.Tests.Servers;

namespace Versori.Connectors.Tests.SignIn;

/// <summary>
/// Signing in again if the server issues a refresh token with the first consent only.
/// </summary>
public sealed class SecondConsentTests : IAsyncLifetime
{
    private TokenServer _server = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await TokenServer.StartAsync();
        await _server.PublishAsync(_server.Code());
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Without_a_refresh_token_the_result_and_the_health_report_when_the_connection_ends()
    {
        _server.Returns("""{"access_token":"a1","expires_in":3600,"refresh_token":"r1"}""")
            .Returns("""{"access_token":"a2","expires_in":3600}""");
        var first = await SignIns.SignInAsync(_server.Engine);
        Assert.True(first.CanRefresh);

        var second = await SignIns.SignInAsync(_server.Engine, existing: first.Id);

        var end = _server.Engine.Time.GetUtcNow().AddHours(1);
        Assert.Equal((false, end), (second.CanRefresh, second.UsableUntil));
        var health = await _server.Engine.Services.GetRequiredService<IConnectionMaintenance>()
            .GetHealthAsync(first.Id);
        Assert.Equal((false, end), (health.CanRefresh, health.UsableUntil));
    }

    [Fact]
    public async Task The_refresh_token_is_kept_if_the_account_is_provably_the_same()
    {
        _server.Returns(Response("a1", "ada", ""","refresh_token":"r1" """))
            .Returns(Response("a2", "ada"))
            .Returns("""{"access_token":"a3"}""");
        var first = await SignIns.SignInAsync(_server.Engine);

        var second = await SignIns.SignInAsync(_server.Engine, existing: first.Id);
        _server.Engine.Time.Advance(TimeSpan.FromHours(2));

        Assert.True(second.CanRefresh);
        Assert.Equal(("Bearer a3", 200), await _server.CallAsync(second));
        Assert.Equal("r1", _server.TokenRequests[^1].Parameters["refresh_token"]);
    }

    [Fact]
    public async Task The_refresh_token_of_another_account_is_never_kept()
    {
        _server.Returns(Response("a1", "ada", ""","refresh_token":"r1" """)).Returns(Response("a2", "eve"));
        var first = await SignIns.SignInAsync(_server.Engine);

        var second = await SignIns.SignInAsync(_server.Engine, existing: first.Id);

        Assert.False(second.CanRefresh);
    }

    private static string Response(string token, string subject, string rest = "")
    {
        var identity = RefreshResponseTests.Jwt(("iss", "https://as.example"), ("sub", subject));
        return $$"""{"access_token":"{{token}}","expires_in":3600,"id_token":"{{identity}}"{{rest}}}""";
    }
}
