using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Versori.Connectors.AspNetCore;
using Versori.Connectors.AspNetCore.Pipeline;
using Versori.Connectors.AspNetCore.Routing;
using Versori.Connectors.AspNetCore.Tests.Hosts;
using Versori.Connectors.Browser.Tests.Browsers;

namespace Versori.Connectors.Browser.Tests.Pages;

/// <summary>
/// A host with something on every page, the browser of an administrator, the address of each page by its route, and
/// pages that only a form or a failure shows.
/// </summary>
internal sealed class AllPages : IAsyncDisposable
{
    private readonly Dictionary<string, string> _urls = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Func<Task<IPage>>> _states = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<ConnectPageKind, bool> _seen;
    private readonly SignInJourney _journey;

    private AllPages(SignInJourney journey, Person person, ConcurrentDictionary<ConnectPageKind, bool> seen)
    {
        _journey = journey;
        _seen = seen;
        Person = person;
    }

    public Person Person { get; }

    public ConnectHost Host => _journey.Host;

    /// <summary>The addresses by the patterns of the routes.</summary>
    public IReadOnlyDictionary<string, string> Urls => _urls;

    /// <summary>The routes of pages that have no address here: a new page must be added.</summary>
    public IEnumerable<string> Missing => Host.Services.GetRequiredService<ConnectRoutes>().All()
        .Where(route => route.Method == "GET" && IsPage(route.Kind) && route.Pattern != "assets/{file}")
        .Select(route => route.Pattern)
        .Except(_urls.Keys, StringComparer.Ordinal);

    /// <summary>The kinds of pages that were not shown since the beginning of the visit.</summary>
    public IEnumerable<ConnectPageKind> NotSeen => Enum.GetValues<ConnectPageKind>().Except(_seen.Keys);

    public static async Task<AllPages> StartAsync(Chromium chromium, BrowserNewContextOptions? options = null)
    {
        var seen = new ConcurrentDictionary<ConnectPageKind, bool>();
        var journey = await SignInJourney.StartAsync(
            OAuth2Grant.DeviceCode,
            configure: settings => settings.Pages.ReplaceAll(page =>
            {
                seen[page.Kind] = true;
                return default;
            }),
            services: services => services.AddVersoriConnectors().AddAudit().AddGeneration()
                .AddActivationVariables("sync", PageContent.Variables));
        var person = await Person.StartAsync(chromium, journey.Host, "admin", options);
        var pages = new AllPages(journey, person, seen);
        await pages.PrepareAsync();
        return pages;
    }

    /// <summary>Opens every page, one after the other.</summary>
    public async IAsyncEnumerable<(string Name, IPage Page)> VisitAsync()
    {
        _seen.Clear();
        foreach (var (route, url) in _urls)
        {
            var page = await Person.GoAsync(url);
            yield return (route.Length == 0 ? "overview" : string.Concat(route.Split('{', '}')), page);
            await page.CloseAsync();
        }

        foreach (var (name, open) in _states)
        {
            var page = await open();
            yield return (name, page);
            await page.CloseAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Person.DisposeAsync();
        await _journey.DisposeAsync();
    }

    private async Task PrepareAsync()
    {
        var store = await PageContent.PublishAsync(Host);
        await Host.PublishAsync(
            [SignInJourney.Method(_journey.Server, OAuth2Grant.AuthorizationCode)],
            definition => definition with { Id = new("login"), BaseUrl = _journey.Server.Issuer.AbsoluteUri });
        var connection = await PageContent.ConnectAsync(Host, store);
        var chat = await PageContent.ChatAsync(Host);
        var id = $"/connect/connections/{connection.Id}";
        _urls[""] = "/connect";
        _urls["connectors/{connector}"] = "/connect/connectors/store?done=connected";
        _urls["connectors/{connector}/new"] = "/connect/connectors/store/new?form=bearer";
        _urls["connections/{id}"] = id;
        foreach (var page in new[] { "disconnect", "endpoints" }) _urls[$"connections/{{id}}/{page}"] = $"{id}/{page}";
        _urls["connections/{id}/test"] = $"{id}/test?endpoint=me";
        _urls["admin/connector"] = "/connect/admin/connector";
        _urls["admin/new"] = "/connect/admin/new";
        foreach (var page in new[] { "edit", "draft", "versions", "audit" })
            _urls[$"connectors/{{connector}}/{page}"] = $"/connect/connectors/store/{page}";
        _urls["chats"] = "/connect/chats";
        _urls["chats/{id}"] = $"/connect/chats/{chat}";
        _urls["templates/{integration}/{name}/upgrade"] = "/connect/templates/sync/shop/upgrade?version=1";
        _urls["integrations"] = "/connect/integrations";
        _urls["integrations/{integration}"] = "/connect/integrations/sync";
        _urls["person"] = "/connect/person";
        _urls["callback"] = "/connect/callback?state=unknown";
        _urls["session/{token}"] = await CreateLinkAsync(store);
        await AddJourneysAsync(store);
        AddStates(store, id);
        await AddChangesAsync(connection);
    }

    // Pages with something to undo, to grant, or that somebody else has changed.
    private async Task AddChangesAsync(Connection connection)
    {
        var upgraded = await PageContent.UpgradeAsync(Host);
        _states["connection-upgraded"] = () => Person.GoAsync($"/connect/connections/{upgraded.Id}");
        var lacking = await PageContent.LackScopeAsync(Host);
        _states["integration-scopes"] = () => Person.GoAsync($"/connect/integrations/{lacking}");
        var chat = await PageContent.ChatWithTitlesAsync(Host);
        // The change that was applied first is listed first.
        _states["chat-undo-first"] = () => SendAsync($"/connect/chats/{chat}", "form[action$=undo] button");
        _states["disconnect-changed"] = async () =>
        {
            var page = await Person.GoAsync($"/connect/connections/{connection.Id}/disconnect");
            var template = new TemplateId("sync", "shop");
            await Host.Connections.SetBindingAsync(template, connection.Id, connection.Owner);
            await page.SendAsync(() => page.Locator("button.danger").ClickAsync());
            await Host.Connections.RemoveBindingAsync(template, connection.Owner);
            return page;
        };
    }

    private async Task AddJourneysAsync(ConnectorId store)
    {
        const string Session = "sessions/{session}";
        _urls["devices/{id}"] = await BeginDeviceAsync("/connect/connectors/shop/new");
        var choice = await OpenSessionAsync(store, new("shop"));
        _urls[Session] = choice;
        _urls[$"{Session}/connectors/{{connector}}"] = $"{choice}/connectors/store";
        _urls[$"{Session}/connectors/{{connector}}/new"] = $"{choice}/connectors/store/new?form=basic";
        _urls[$"{Session}/devices/{{id}}"] = await BeginDeviceAsync($"{choice}/connectors/shop/new");
        var done = await OpenSessionAsync(store);
        var form = await Person.GoAsync($"{done}/connectors/store/new?form=bearer");
        await form.Locator("[id='field.bearer.token']").FillAsync(ConnectHost.GoodKey);
        await form.Locator("button.primary").ClickAsync();
        await form.ArriveAsync("**/done");
        _urls[$"{Session}/done"] = PathOf(form);
        await form.CloseAsync();
    }

    private void AddStates(ConnectorId store, string connection)
    {
        _states["problem"] = () => Person.GoAsync("/connect/connectors/unknown");
        _states["form-errors"] = () =>
            SendAsync("/connect/connectors/store/new?form=bearer", "button.primary", noValidate: true);
        _states["endpoint-tested"] = () => SendAsync($"{connection}/test?endpoint=me", "main form button");
        _states["integration-errors"] = () =>
            SendAsync("/connect/integrations/sync", "main form button", noValidate: true);
        _states["session-closed"] = async () =>
            await SendAsync(await OpenSessionAsync(store, new("shop")), "form[action$=close] button");
        _states["leave"] = async () =>
        {
            var page = await Person.GoAsync("/connect/connectors/login/new");
            // Without its refresh, the page stays.
            await page.RouteAsync("**/login/new", StayAsync);
            await page.Locator("button.primary").ClickAsync();
            await page.Locator("a.primary").WaitForAsync();
            return page;
        };
        foreach (var part in new[] { "/", "/inputs/0", "/authMethods/0", "/authMethods/3", "/endpoints/0" })
            _states[$"editor{part.Replace('/', '-')}"] = () => Person.GoAsync(PartUrl(part));
        _states["editor-kinds"] = () => Person.GoAsync(PartUrl("/authMethods/-"));
        _states["editor-errors"] = () => SendAsync(PartUrl("/inputs/-"), "button.primary >> nth=0", noValidate: true);
    }

    private static async Task StayAsync(IRoute route)
    {
        var response = await route.FetchAsync();
        var headers = response.Headers.Where(header => header.Key != "refresh")
            .ToDictionary(header => header.Key, header => header.Value);
        await route.FulfillAsync(new() { Response = response, Headers = headers });
    }

    private async Task<IPage> SendAsync(string url, string button, bool noValidate = false)
    {
        var page = await Person.GoAsync(url);
        if (noValidate) await page.EvaluateAsync("for (const form of document.forms) form.noValidate = true");
        await page.SendAsync(() => page.Locator(button).First.ClickAsync());
        return page;
    }

    private async Task<string> BeginDeviceAsync(string form)
    {
        var page = await Person.GoAsync(form);
        await page.Locator("button.primary").ClickAsync();
        await page.ArriveAsync("**/devices/*");
        var path = PathOf(page);
        await page.CloseAsync();
        return path;
    }

    private async Task<string> OpenSessionAsync(params ConnectorId[] connectors)
    {
        var page = await Person.GoAsync(await CreateLinkAsync(connectors));
        await page.Locator("button.primary").ClickAsync();
        await page.ArriveAsync("**/sessions/*");
        var path = PathOf(page);
        await page.CloseAsync();
        return path;
    }

    private async Task<string> CreateLinkAsync(params ConnectorId[] connectors)
    {
        Host.Services.GetRequiredService<IHttpContextAccessor>().HttpContext = new DefaultHttpContext
        {
            Request = { Scheme = "https", Host = new(Host.Address.Authority) },
        };
        var link = await Host.Services.GetRequiredService<IConnectLinks>().CreateAsync(
            new() { Owner = Owner.User("bob"), Connectors = connectors, Delivery = ConnectSessionDelivery.Link });
        return link.Url.PathAndQuery;
    }

    private static string PartUrl(string part) => $"/connect/connectors/store/edit?part={Uri.EscapeDataString(part)}";

    private static string PathOf(IPage page) => new Uri(page.Url).AbsolutePath;

    private static bool IsPage(ConnectRouteKind kind) => kind is ConnectRouteKind.Page or ConnectRouteKind.OpenPage
        or ConnectRouteKind.SessionPage or ConnectRouteKind.Callback;
}
