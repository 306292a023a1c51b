using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Versori.Connectors.AspNetCore.Tests.Hosts;

namespace Versori.Connectors.AspNetCore.Tests.Sessions;

/// <summary>Sessions for their owner only, such as those that agents pass on.</summary>
public sealed class OwnerOnlySessionTests
{
    private static readonly TemplateId Template = new("sync", "shop");

    [Theory]
    [InlineData(null)]
    [InlineData("eve")]
    [InlineData("admin")]
    public async Task Nobody_but_the_owner_opens_it_and_the_link_stays_usable(string? user)
    {
        await using var host = await StartAsync();
        var link = await LinkAsync(host);
        using var alice = host.Browser();
        var asked = await alice.GetAsync(link.Url.AbsoluteUri);
        using var other = host.Browser(user);

        var refused = await other.GetAsync(link.Url.AbsoluteUri);
        var token = asked.Document.QuerySelector("input[type=hidden]")!;
        await other.PostAsync(
            link.Url.AbsolutePath, (token.GetAttribute("name")!, token.GetAttribute("value")!));

        Assert.Equal(HttpStatusCode.NotFound, refused.Status);
        Assert.Equal(HttpStatusCode.SeeOther, (await alice.SubmitAsync(asked)).Status);
    }

    [Fact]
    public async Task The_owner_connects_and_the_template_is_bound()
    {
        await using var host = await StartAsync();
        var link = await LinkAsync(host);
        using var alice = host.Browser();

        var opened = await alice.SubmitAsync(await alice.GetAsync(link.Url.AbsoluteUri));
        var form = await alice.GetAsync((await alice.GetAsync(opened.Location)).Location);
        await alice.SubmitAsync(form, null, ("field.bearer.token", ConnectHost.GoodKey));

        var connection = Assert.Single(await host.Connections.ListAsync().ToListAsync());
        var binding = await host.Services.GetRequiredService<IBindingStore>()
            .FindAsync(new(Template, Owner.User("alice")), default);
        Assert.Equal(connection.Id, binding!.ConnectionId);
    }

    [Fact]
    public async Task Somebody_else_who_signs_in_to_the_browser_later_does_not_go_on_with_it()
    {
        await using var host = await StartAsync();
        using var browser = host.Browser();
        var opened = await browser.SubmitAsync(
            await browser.GetAsync((await LinkAsync(host)).Url.AbsoluteUri));

        browser.SignIn("eve");
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync(opened.Location)).Status);
        browser.SignOut();
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync(opened.Location)).Status);
        browser.SignIn("alice");
        Assert.Equal(HttpStatusCode.SeeOther, (await browser.GetAsync(opened.Location)).Status);
    }

    [Fact]
    public async Task An_agents_link_for_a_connection_that_ended_connects_it_again()
    {
        await using var host = await StartAsync();
        var connection = await host.Connections.ConnectAsync(new()
        {
            ConnectorId = new("shop"),
            Name = "mine",
            Owner = Owner.User("alice"),
            Credential = Credential.Bearer(ConnectHost.GoodKey),
        });
        var store = host.Services.GetRequiredService<IConnectionStore>();
        await store.SaveAsync(connection with { Status = ConnectionStatus.NeedsReauthorization }, default);
        using var alice = host.Browser();

        var link = await LinkAsync(host, ConnectorErrorCode.NeedsReauthorization);
        var opened = await alice.SubmitAsync(await alice.GetAsync(link.Url.AbsoluteUri));
        var form = await alice.GetAsync((await alice.GetAsync(opened.Location)).Location);
        await alice.SubmitAsync(form, null, ("field.bearer.token", ConnectHost.GoodKey));

        var again = Assert.Single(await host.Connections.ListAsync().ToListAsync());
        Assert.Equal((connection.Id, ConnectionStatus.Active), (again.Id, again.Status));
    }

    [Fact]
    public async Task An_agent_that_needs_too_many_links_gets_the_page_which_needs_a_sign_in()
    {
        await using var host = await StartAsync();
        ConnectLink link = null!;
        for (var number = 0; number < 101; number++) link = await LinkAsync(host);

        Assert.Equal("/connect/connectors/shop", link.Url.AbsolutePath);
        using var nobody = host.Browser(user: null);
        Assert.Equal(HttpStatusCode.Unauthorized, (await nobody.GetAsync(link.Url.AbsoluteUri)).Status);
    }

    [Fact]
    public async Task A_hosts_own_provider_of_links_is_kept()
    {
        await using var host = await ConnectHost.StartAsync(services: services => services.AddVersoriConnectors()
            .UseConnectLinks((_, _) => new(new ConnectLink(new("https://own.example.com/connect")))));

        Assert.Equal("own.example.com", (await LinkAsync(host)).Url.Host);
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("http", "app.example.com")]
    public async Task There_is_no_link_without_an_address_that_is_fit_for_it(string? scheme, string? address)
    {
        await using var host = await StartAsync();
        if (scheme is not null) Request(host, scheme, address!);

        Assert.Null(await FindLinkAsync(host, ConnectorErrorCode.NoConnection));
    }

    private static async Task<ConnectLink> LinkAsync(
        ConnectHost host, ConnectorErrorCode reason = ConnectorErrorCode.NoConnection)
    {
        Request(host, "https", host.Address.Authority);
        return (await FindLinkAsync(host, reason))!;
    }

    // As in a request of the host.
    private static void Request(ConnectHost host, string scheme, string address) =>
        host.Services.GetRequiredService<IHttpContextAccessor>().HttpContext = new DefaultHttpContext
        {
            Request = { Scheme = scheme, Host = new(address) },
        };

    private static async Task<ConnectLink?> FindLinkAsync(ConnectHost host, ConnectorErrorCode reason) =>
        await host.Services.GetRequiredService<IConnectLinkProvider>().CreateAsync(new()
        {
            Template = Template,
            ConnectorId = new("shop"),
            Owner = Owner.User("alice"),
            Reason = reason,
        });

    private static async Task<ConnectHost> StartAsync()
    {
        var host = await ConnectHost.StartAsync();
        await host.PublishAsync([new BearerAuth()]);
        await host.Catalog.LinkAsync(new()
        {
            Id = Template,
            ConnectorId = new("shop"),
            Sharing = TemplateSharing.PerOwner,
        });
        return host;
    }
}
