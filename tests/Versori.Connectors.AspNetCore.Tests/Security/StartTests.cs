using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.HostFiltering;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Versori.Connectors.AspNetCore.Tests.Hosts;

namespace Versori.Connectors.AspNetCore.Tests.Security;

public sealed class StartTests
{
    [Fact]
    public async Task A_host_without_an_authorization_policy_does_not_start()
    {
        var exception = await Assert.ThrowsAsync<InvalidOperationException>(
            () => ConnectHost.StartAsync(map: app => app.MapVersoriConnect("/connect")));

        Assert.Contains("RequireAuthorization", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_that_is_explicitly_open_does_not_start_either()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() => ConnectHost.StartAsync(
            map: app => app.MapVersoriConnect("/connect").RequireAuthorization().AllowAnonymous()));
    }

    [Fact]
    public async Task A_policy_of_a_group_or_the_fallback_policy_counts()
    {
        await using var grouped = await ConnectHost.StartAsync(
            map: app => app.MapGroup("/app").RequireAuthorization().MapVersoriConnect("/connect"));
        await using var fallback = await ConnectHost.StartAsync(
            services: services => services.AddAuthorizationBuilder()
                .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build()),
            map: app => app.MapVersoriConnect("/connect"));
        using var browser = grouped.Browser();

        var page = await browser.GetAsync("/app/connect");

        Assert.Contains("/app/connect/assets/", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_host_whose_address_any_request_could_choose_does_not_start()
    {
        var exception = await Assert.ThrowsAsync<InvalidOperationException>(() => ConnectHost.StartAsync(
            services: services => services.Configure<HostFilteringOptions>(options => options.AllowedHosts = ["*"])));

        Assert.Contains("PublicUri", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://www.example.com/path")]
    [InlineData("www.example.com")]
    [InlineData("*")]
    public async Task Origins_that_are_none_stop_the_start(string origin)
    {
        await Assert.ThrowsAsync<OptionsValidationException>(
            () => ConnectHost.StartAsync(options => options.FrameAncestors.Add(origin)));
        await Assert.ThrowsAsync<OptionsValidationException>(
            () => ConnectHost.StartAsync(options => options.ReturnOrigins.Add(origin)));
    }
}
