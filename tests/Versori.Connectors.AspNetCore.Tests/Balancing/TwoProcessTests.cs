using System.Net;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Versori.Connectors.AspNetCore.Tests.Hosts;
using Versori.Connectors.EntityFrameworkCore.Tests.Databases;
using Versori.Connectors.Tests.Servers;

namespace Versori.Connectors.AspNetCore.Tests.Balancing;

/// <summary>Two hosts behind a balancer without sticky sessions: they share a database and the key ring.</summary>
public abstract class TwoProcessTests : IAsyncLifetime
{
    private static readonly Uri Public = new("https://app.example.com");

    private readonly string _folder = Directory.CreateTempSubdirectory("versori-web-").FullName;

    /// <summary>The folder of the key ring that both hosts share.</summary>
    protected string Folder => _folder;

    public virtual ValueTask InitializeAsync() => default;

    public virtual ValueTask DisposeAsync()
    {
        // An open file cannot be deleted on Windows.
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
        GC.SuppressFinalize(this);
        return default;
    }

    /// <summary>Adds the database that both hosts share.</summary>
    protected abstract void UseDatabase(VersoriConnectorsBuilder builder);

    [Fact]
    public async Task A_sign_in_that_one_host_began_is_completed_by_the_other()
    {
        await using var server = await StartServerAsync();
        await using var first = await StartAsync();
        await using var second = await StartAsync();
        await PublishAsync(first, server, OAuth2Grant.AuthorizationCode);
        using var browser = first.Browser();
        using var other = second.Browser(browser);

        var form = await browser.GetAsync("/connect/connectors/shop/new");
        // The form is posted to the other host, and the callback arrives at the first one.
        var leave = await other.SubmitAsync(form);
        var callback = new Uri(await SignInJourney.VisitAsync(leave));
        var done = await browser.GetAsync(callback.PathAndQuery);

        Assert.Equal(HttpStatusCode.SeeOther, done.Status);
        Assert.Single(await second.Connections.ListAsync().ToListAsync());
    }

    [Fact]
    public async Task A_device_sign_in_is_polled_at_either_host()
    {
        await using var server = await StartServerAsync();
        await using var first = await StartAsync();
        await using var second = await StartAsync();
        first.Time.Stop();
        second.Time.Stop();
        await PublishAsync(first, server, OAuth2Grant.DeviceCode);
        using var browser = first.Browser();
        using var other = second.Browser(browser);
        var begun = await browser.SubmitAsync(await browser.GetAsync("/connect/connectors/shop/new"));

        var waiting = await other.GetAsync($"{begun.Location}/status");
        var page = await other.GetAsync(begun.Location);
        await server.ApproveDeviceAsync(page.Document.QuerySelector(".code")!.TextContent);
        var early = await browser.GetAsync($"{begun.Location}/status");
        first.Time.Advance(TimeSpan.FromSeconds(5));
        second.Time.Advance(TimeSpan.FromSeconds(5));
        var done = await other.GetAsync($"{begun.Location}/status");

        Assert.Contains("pending", waiting.Text, StringComparison.Ordinal);
        Assert.Contains("pending", early.Text, StringComparison.Ordinal);
        Assert.Contains("connected", done.Text, StringComparison.Ordinal);
        Assert.Single(await first.Connections.ListAsync().ToListAsync());
    }

    [Fact]
    public async Task A_connect_session_goes_on_at_the_other_host()
    {
        await using var first = await StartAsync();
        await using var second = await StartAsync();
        await first.PublishAsync([new BearerAuth()], definition => definition with { Endpoints = [] });
        var link = await first.Services.GetRequiredService<IConnectLinks>()
            .CreateAsync(new() { Owner = Owner.User("bob"), Connectors = [new("shop")] });
        using var browser = first.Browser(user: null);
        using var other = second.Browser(browser);

        var opened = await other.SubmitAsync(await browser.GetAsync(link.Url.PathAndQuery));
        var choice = await browser.GetAsync(opened.Location);
        var form = await other.GetAsync(choice.Location);
        await browser.SubmitAsync(form, null, ("field.bearer.token", "t"));
        var status = await other.GetAsync(link.StatusUrl.PathAndQuery);

        Assert.Contains("connected", status.Text, StringComparison.Ordinal);
        Assert.Equal(Owner.User("bob"), Assert.Single(await second.Connections.ListAsync().ToListAsync()).Owner);
    }

    [Fact]
    public async Task A_chat_and_a_draft_go_on_at_the_other_host()
    {
        await using var first = await StartAsync();
        await using var second = await StartAsync();
        using var admin = first.Browser("admin");
        using var other = second.Browser(admin);
        var talk = await ChatTalk.StartAsync(admin);
        var there = new ChatTalk(other, talk.Url);

        await there.SendAsync("List the items", isAttached: true);
        await talk.PressAsync("/apply");
        var saved = await there.PressAsync("/draft");
        var edited = await admin.GetAsync("/connect/connectors/warehouse/edit?part=%2Fendpoints%2F0");
        await other.SubmitAsync(edited, null, ("/endpoints/0/summary", "All items"));

        Assert.EndsWith("/warehouse/draft", saved.Location, StringComparison.Ordinal);
        Assert.Equal("All items", (await second.Catalog.FindAsync(new("warehouse")))!.Draft!.Endpoints[0].Summary);
    }

    private static async Task<AuthorizationServer> StartServerAsync()
    {
        var server = await AuthorizationServer.StartAsync();
        var client = AuthorizationServerClients.Client(
            "connect", null, "authorization_code", "refresh_token", "urn:ietf:params:oauth:grant-type:device_code");
        client.RedirectUris.Clear();
        client.RedirectUris.Add(new(Public, "/connect/callback"));
        await server.RegisterClientAsync(client);
        return server;
    }

    private Task<ConnectHost> StartAsync() => ConnectHost.StartAsync(options => options.PublicUri = Public, services =>
    {
        services.RemoveAll<IDataProtectionProvider>();
        services.AddDataProtection().SetApplicationName("app")
            .PersistKeysToFileSystem(new(Path.Combine(_folder, "keys")));
        UseDatabase(services.AddVersoriConnectors().AddGeneration());
    });

    private static Task<ConnectorId> PublishAsync(
        ConnectHost host, AuthorizationServer server, OAuth2Grant grant) =>
        host.PublishAsync(
            [
                new OAuth2Auth
                {
                    Grant = grant,
                    Issuer = server.Issuer.AbsoluteUri,
                    ClientId = "connect",
                    ClientAuthentication = OAuth2ClientAuthentication.None,
                },
            ],
            definition => definition with { BaseUrl = server.Issuer.AbsoluteUri, Endpoints = [] });
}

public sealed class SqliteTwoProcessTests : TwoProcessTests
{
    protected override void UseDatabase(VersoriConnectorsBuilder builder) =>
        builder.UseSqlite(Path.Combine(Folder, "connectors.db"));
}

public sealed class PostgreSqlTwoProcessTests : TwoProcessTests
{
    private readonly PostgresServer _server = PostgresServer.Get();

    private readonly string _name = $"versori_web_{Guid.NewGuid():N}";

    public override async ValueTask InitializeAsync() => await _server.ExecuteAsync($"CREATE DATABASE {_name}");

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await _server.ExecuteAsync($"DROP DATABASE {_name} WITH (FORCE)");
    }

    protected override void UseDatabase(VersoriConnectorsBuilder builder) =>
        builder.UsePostgreSql(_server.For(_name), options => options.MigrateAtStart = true).UseDataProtection();
}
