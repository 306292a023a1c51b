using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Versori.Connectors.AspNetCore.Tests.Hosts;

namespace Versori.Connectors.AspNetCore.Tests.Links;

public sealed class OwnerLinkTests
{
    [Fact]
    public async Task A_link_leads_its_owner_to_the_connector_and_refuses_everyone_else()
    {
        await using var host = await ConnectHost.StartAsync();
        await host.PublishAsync([new BearerAuth()]);
        using var alice = host.Browser();
        using var bob = host.Browser("bob");
        using var nobody = host.Browser(user: null);
        var link = (await CreateAsync(host, Owner.User("alice")))!.Url;

        var opened = await alice.GetAsync(link.PathAndQuery);
        var ofOther = await bob.GetAsync(link.PathAndQuery);
        var anonymous = await nobody.GetAsync(link.PathAndQuery);

        Assert.Equal(host.Address.Authority, link.Authority);
        Assert.Equal("/connect/connectors/shop", opened.Location);
        Assert.Equal(HttpStatusCode.Forbidden, ofOther.Status);
        Assert.Contains("another user", ofOther.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Unauthorized, anonymous.Status);
    }

    [Fact]
    public async Task A_link_of_the_host_is_for_administrators()
    {
        await using var host = await ConnectHost.StartAsync();
        await host.PublishAsync([new BearerAuth()]);
        using var alice = host.Browser();
        using var admin = host.Browser("admin");
        var link = (await CreateAsync(host, Owner.Host))!.Url.PathAndQuery;

        Assert.Equal(HttpStatusCode.Forbidden, (await alice.GetAsync(link)).Status);
        Assert.Equal("/connect/connectors/shop", (await admin.GetAsync(link)).Location);
    }

    [Fact]
    public async Task A_link_that_was_changed_or_has_ended_says_what_to_do()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var host = await ConnectHost.StartAsync(
            services: services => services.AddSingleton<TimeProvider>(time));
        await host.PublishAsync([new BearerAuth()]);
        using var alice = host.Browser();
        var link = (await CreateAsync(host, Owner.User("alice")))!;

        var changed = await alice.GetAsync(link.Url.PathAndQuery[..^2] + "00");
        time.Advance(TimeSpan.FromMinutes(16));
        var late = await alice.GetAsync(link.Url.PathAndQuery);

        Assert.True(link.ExpiresAt < time.GetUtcNow());
        foreach (var page in new[] { changed, late })
        {
            Assert.Equal(HttpStatusCode.NotFound, page.Status);
            Assert.Contains("Repeat what led to it", page.Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task There_is_no_link_if_the_address_of_the_host_is_not_known()
    {
        await using var host = await ConnectHost.StartAsync();

        var link = await host.Services.GetRequiredService<IConnectLinkProvider>().CreateAsync(
            Request(Owner.User("alice")));

        Assert.Null(link);
    }

    private static async Task<ConnectLink?> CreateAsync(ConnectHost host, Owner owner)
    {
        host.Services.GetRequiredService<IHttpContextAccessor>().HttpContext = new DefaultHttpContext
        {
            Request = { Scheme = "https", Host = new(host.Address.Authority) },
        };
        return await host.Services.GetRequiredService<IConnectLinkProvider>().CreateAsync(Request(owner));
    }

    private static ConnectLinkRequest Request(Owner owner) => new()
    {
        Owner = owner,
        ConnectorId = new("shop"),
        Template = new("desk", "shop"),
    };
}
