using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Versori.Connectors.AspNetCore.Tests.Hosts;

namespace Versori.Connectors.AspNetCore.Tests.Sessions;

public sealed class ConnectSessionTests
{
    private static readonly Owner Bob = Owner.User("bob");

    [Fact]
    public async Task A_person_without_an_account_of_the_host_connects_by_a_link_that_works_once()
    {
        await using var host = await StartAsync();
        var link = await CreateAsync(host, new() { Owner = Bob, Connectors = [new("shop")] });
        using var browser = host.Browser(user: null);

        var ask = await browser.GetAsync(link.Url.AbsoluteUri);
        var opened = await browser.SubmitAsync(ask);
        var form = await FollowAsync(browser, opened);
        var connected = await browser.SubmitAsync(form, null, ("field.bearer.token", ConnectHost.GoodKey));
        var done = await browser.GetAsync(connected.Location);

        Assert.Equal(link.SessionId, done.Document.QuerySelector("[data-notify]")!.GetAttribute("data-notify"));
        var connection = Assert.Single(await host.Connections.ListAsync().ToListAsync());
        Assert.Equal(Bob, connection.Owner);
        var status = await browser.GetAsync(link.StatusUrl.AbsoluteUri);
        Assert.Contains("\"connected\"", status.Text, StringComparison.Ordinal);
        Assert.Contains(connection.Id.ToString(), status.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync(link.Url.AbsoluteUri)).Status);
    }

    [Fact]
    public async Task A_visit_of_the_link_does_not_use_it_up()
    {
        await using var host = await StartAsync();
        var link = await CreateAsync(
            host, new() { Owner = Bob, Connectors = [new("shop")], Delivery = ConnectSessionDelivery.Link });
        using var scanner = host.Browser(user: null);
        using var browser = host.Browser(user: null);

        var scanned = await scanner.GetAsync(link.Url.AbsoluteUri);
        var ask = await browser.GetAsync(link.Url.AbsoluteUri);

        Assert.Null(scanned.Document.QuerySelector("[data-auto]"));
        Assert.Equal(HttpStatusCode.SeeOther, (await browser.SubmitAsync(ask)).Status);
    }

    [Theory]
    [InlineData(ConnectSessionDelivery.Popup, "ann", HttpStatusCode.NotFound)]
    [InlineData(ConnectSessionDelivery.Redirect, "ann", HttpStatusCode.NotFound)]
    [InlineData(ConnectSessionDelivery.Popup, "bob", HttpStatusCode.OK)]
    [InlineData(ConnectSessionDelivery.Link, "ann", HttpStatusCode.OK)]
    public async Task A_popup_or_redirect_of_somebody_else_is_refused(
        ConnectSessionDelivery delivery, string user, HttpStatusCode status)
    {
        await using var host = await StartAsync();
        var link = await CreateAsync(host, new() { Owner = Bob, Connectors = [new("shop")], Delivery = delivery });
        using var browser = host.Browser(user);
        using var owner = host.Browser("bob");
        var asked = await owner.GetAsync(link.Url.AbsoluteUri);

        Assert.Equal(status, (await browser.GetAsync(link.Url.AbsoluteUri)).Status);

        Assert.Equal(HttpStatusCode.SeeOther, (await owner.SubmitAsync(asked)).Status);
    }

    [Fact]
    public async Task The_second_browser_that_uses_a_link_is_refused_and_so_is_one_that_knows_only_the_id()
    {
        await using var host = await StartAsync();
        var link = await CreateAsync(host, new() { Owner = Bob, Connectors = [new("shop")] });
        using var first = host.Browser(user: null);
        using var second = host.Browser(user: null);
        var askedFirst = await first.GetAsync(link.Url.AbsoluteUri);
        var askedSecond = await second.GetAsync(link.Url.AbsoluteUri);

        var opened = await first.SubmitAsync(askedFirst);
        var refused = await second.SubmitAsync(askedSecond);
        var guessed = await second.GetAsync(opened.Location);

        Assert.Equal(HttpStatusCode.NotFound, refused.Status);
        Assert.Equal(HttpStatusCode.NotFound, guessed.Status);
        Assert.Equal(HttpStatusCode.SeeOther, (await first.GetAsync(opened.Location)).Status);
    }

    [Fact]
    public async Task A_session_permits_its_own_connectors_only()
    {
        await using var host = await StartAsync();
        await host.PublishAsync([new BearerAuth()], definition => definition with { Id = new("other") });
        var link = await CreateAsync(host, new() { Owner = Bob, Connectors = [new("shop")] });
        using var browser = host.Browser(user: null);
        var opened = await browser.SubmitAsync(await browser.GetAsync(link.Url.AbsoluteUri));

        var other = await browser.GetAsync($"{opened.Location}/connectors/other/new?form=bearer");

        Assert.Equal(HttpStatusCode.NotFound, other.Status);
    }

    [Fact]
    public async Task Templates_of_a_session_limit_the_methods_and_are_bound_to_what_is_connected()
    {
        await using var host = await StartAsync();
        await host.PublishAsync([new BearerAuth(), new BasicAuth()]);
        var template = new TemplateId("sync", "shop");
        await host.Catalog.LinkAsync(new()
        {
            Id = template,
            ConnectorId = new("shop"),
            AuthMethods = ["bearer"],
            Sharing = TemplateSharing.PerOwner,
        });
        var link = await CreateAsync(host, new() { Owner = Bob, Templates = [template] });
        using var browser = host.Browser(user: null);

        var opened = await browser.SubmitAsync(await browser.GetAsync(link.Url.AbsoluteUri));
        var basic = await browser.GetAsync($"{opened.Location}/connectors/shop/new?form=basic");
        var form = await FollowAsync(browser, opened);
        await browser.SubmitAsync(form, null, ("field.bearer.token", ConnectHost.GoodKey));

        Assert.Equal(HttpStatusCode.NotFound, basic.Status);
        var bindings = host.Services.GetRequiredService<IBindingStore>();
        var binding = await bindings.FindAsync(new(template, Bob), CancellationToken.None);
        var connection = Assert.Single(await host.Connections.ListAsync().ToListAsync());
        Assert.Equal(connection.Id, binding!.ConnectionId);
    }

    [Fact]
    public async Task A_session_reconnects_a_connection_under_its_id_and_only_its_owners()
    {
        await using var host = await StartAsync();
        var mine = await host.Connections.ConnectAsync(new()
        {
            ConnectorId = new("shop"),
            Name = "mine",
            Owner = Bob,
            Credential = Credential.Bearer(ConnectHost.GoodKey),
        });

        var exception = await Assert.ThrowsAsync<ConnectorException>(
            () => CreateAsync(host, new() { Owner = Owner.User("eve"), ConnectionId = mine.Id }));
        var link = await CreateAsync(host, new() { Owner = Bob, ConnectionId = mine.Id });
        using var browser = host.Browser(user: null);
        var opened = await browser.SubmitAsync(await browser.GetAsync(link.Url.AbsoluteUri));
        var form = await FollowAsync(browser, opened);
        await browser.SubmitAsync(form, null, ("field.bearer.token", ConnectHost.GoodKey));

        Assert.Equal(ConnectorErrorCode.NotFound, exception.Code);
        Assert.Equal(mine.Id, Assert.Single(await host.Connections.ListAsync().ToListAsync()).Id);
    }

    [Fact]
    public async Task A_closed_session_permits_nothing_more()
    {
        await using var host = await StartAsync();
        var link = await CreateAsync(host, new() { Owner = Bob, Connectors = [new("shop")] });
        using var browser = host.Browser(user: null);
        var opened = await browser.SubmitAsync(await browser.GetAsync(link.Url.AbsoluteUri));
        var form = await FollowAsync(browser, opened);

        await host.Services.GetRequiredService<IConnectSessions>().CloseAsync(link.SessionId);
        var refused = await browser.SubmitAsync(form, null, ("field.bearer.token", ConnectHost.GoodKey));

        Assert.Equal(HttpStatusCode.NotFound, refused.Status);
        Assert.Empty(await host.Connections.ListAsync().ToListAsync());
    }

    [Fact]
    public async Task A_connection_that_its_session_refuses_at_the_end_is_removed_and_binds_nothing()
    {
        await using var host = await StartAsync();
        var template = new TemplateId("sync", "shop");
        await host.Catalog.LinkAsync(new()
        {
            Id = template,
            ConnectorId = new("shop"),
            Sharing = TemplateSharing.PerOwner,
        });
        var link = await CreateAsync(host, new() { Owner = Bob, Templates = [template] });
        using var browser = host.Browser(user: null);
        var opened = await browser.SubmitAsync(await browser.GetAsync(link.Url.AbsoluteUri));
        var form = await FollowAsync(browser, opened);
        // The session ends while the credential is tried.
        host.OnCall = () => host.Services.GetRequiredService<IConnectSessions>().CloseAsync(link.SessionId);

        var refused = await browser.SubmitAsync(form, null, ("field.bearer.token", ConnectHost.GoodKey));

        Assert.NotEqual(HttpStatusCode.SeeOther, refused.Status);
        Assert.Empty(await host.Connections.ListAsync().ToListAsync());
        Assert.Null(await host.Services.GetRequiredService<IBindingStore>().FindAsync(new(template, Bob), default));
    }

    [Fact]
    public async Task A_session_whose_templates_cannot_be_bound_is_not_reported_as_connected()
    {
        await using var host = await StartAsync();
        await host.PublishAsync([new BearerAuth(), new BasicAuth()]);
        TemplateId[] templates = [new("sync", "a"), new("sync", "b")];
        foreach (var id in templates)
        {
            await host.Catalog.LinkAsync(new()
            {
                Id = id,
                ConnectorId = new("shop"),
                Sharing = TemplateSharing.PerOwner,
            });
        }

        var sessions = host.Services.GetRequiredService<IConnectSessions>();
        var created = await sessions.CreateAsync(new() { Owner = Bob, Templates = templates });
        await sessions.OpenAsync(created.Token);
        var former = await ConnectAsync("former");
        await host.Connections.SetBindingAsync(templates[0], former.Id, Bob);
        var connection = await ConnectAsync("new");
        // The second template no longer accepts the method: its binding fails after the first one succeeded.
        var second = (await host.Catalog.FindTemplateAsync(templates[1]))!;
        await host.Catalog.LinkAsync(second with { AuthMethods = ["basic"] });

        await Assert.ThrowsAsync<ConnectorException>(() => sessions.CompleteAsync(created.Session.Id, connection));

        Assert.Equal(ConnectSessionState.Opened, (await sessions.FindAsync(created.Session.Id))!.State);
        var bindings = host.Services.GetRequiredService<IBindingStore>();
        Assert.Equal(former.Id, (await bindings.FindAsync(new(templates[0], Bob), default))!.ConnectionId);

        Task<Connection> ConnectAsync(string name) => host.Connections.ConnectAsync(new()
        {
            ConnectorId = new("shop"),
            Name = name,
            Owner = Bob,
            Credential = Credential.Bearer(ConnectHost.GoodKey),
        });
    }

    [Fact]
    public async Task An_owner_has_a_limited_number_of_open_sessions()
    {
        await using var host = await StartAsync();
        var sessions = host.Services.GetRequiredService<IConnectSessions>();
        var request = new ConnectSessionRequest { Owner = Bob, Connectors = [new("shop")] };
        var first = await sessions.CreateAsync(request);
        for (var number = 1; number < 100; number++) await sessions.CreateAsync(request);

        var refused = await Assert.ThrowsAsync<ConnectorException>(() => sessions.CreateAsync(request));
        await sessions.CreateAsync(new() { Owner = Owner.User("ann"), Connectors = [new("shop")] });
        await sessions.CloseAsync(first.Session.Id);
        await sessions.CreateAsync(request);

        Assert.Equal(ConnectorErrorCode.Limited, refused.Code);
    }

    [Theory]
    [InlineData("https://evil.example/", null)]
    [InlineData("//evil.example", null)]
    [InlineData(null, "https://evil.example")]
    public async Task A_link_to_a_foreign_return_address_or_origin_is_refused(string? returnUrl, string? origin)
    {
        await using var host = await StartAsync();

        var exception = await Assert.ThrowsAsync<ConnectorException>(() => CreateAsync(
            host, new() { Owner = Bob, Connectors = [new("shop")], ReturnUrl = returnUrl, Origin = origin }));

        Assert.Equal(ConnectorErrorCode.InvalidArgument, exception.Code);
    }

    [Fact]
    public async Task A_redirect_session_returns_to_an_allowed_origin_from_a_page_of_its_own()
    {
        await using var host = await StartAsync(options => options.ReturnOrigins.Add("https://www.example.com"));
        var link = await CreateAsync(host, new()
        {
            Owner = Bob,
            Connectors = [new("shop")],
            Delivery = ConnectSessionDelivery.Redirect,
            ReturnUrl = "https://www.example.com/back?x=1",
        });
        using var browser = host.Browser(user: null);
        var opened = await browser.SubmitAsync(await browser.GetAsync(link.Url.AbsoluteUri));
        var form = await FollowAsync(browser, opened);

        var connected = await browser.SubmitAsync(form, null, ("field.bearer.token", ConnectHost.GoodKey));
        var done = await browser.GetAsync(connected.Location);

        Assert.Equal("0;url=https://www.example.com/back?x=1", done.Headers["Refresh"]);
    }

    private static async Task<ConnectHost> StartAsync(Action<ConnectOptions>? configure = null)
    {
        var host = await ConnectHost.StartAsync(configure);
        await host.PublishAsync([new BearerAuth()]);
        return host;
    }

    private static async Task<ConnectSessionLink> CreateAsync(ConnectHost host, ConnectSessionRequest request)
    {
        // As in a request of the host.
        host.Services.GetRequiredService<IHttpContextAccessor>().HttpContext = new DefaultHttpContext
        {
            Request = { Scheme = "https", Host = new(host.Address.Authority) },
        };
        return await host.Services.GetRequiredService<IConnectLinks>().CreateAsync(request);
    }

    private static async Task<TestPage> FollowAsync(TestBrowser browser, TestPage page)
    {
        while (page.Status == HttpStatusCode.SeeOther) page = await browser.GetAsync(page.Location);
        return page;
    }
}
