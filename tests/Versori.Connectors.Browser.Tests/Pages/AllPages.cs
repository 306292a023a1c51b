using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Versori.Connectors.AspNetCore;
using Versori.Connectors.AspNetCore.Pipeline;
using Versori.Connectors.AspNetCore.Routing;
using Versori.Connectors.AspNetCore.Tests.Hosts;

namespace Versori.Connectors.Browser.Tests.Pages;

/// <summary>A host with something on every page, and the address of each page by its route.</summary>
internal sealed class AllPages : IAsyncDisposable
{
    private readonly Dictionary<string, string> _urls = new(StringComparer.Ordinal);

    private AllPages(ConnectHost host) => Host = host;

    public ConnectHost Host { get; }

    public IReadOnlyDictionary<string, string> Urls => _urls;

    /// <summary>The routes of pages that have no address here: a new page must be added.</summary>
    public IEnumerable<string> Missing => Host.Services.GetRequiredService<ConnectRoutes>().All()
        .Where(route => route.Method == "GET" && IsPage(route.Kind) && route.Pattern != "assets/{file}")
        .Select(route => route.Pattern)
        // A session's pages are opened by its journey; a device's need a sign-in.
        .Where(pattern => !pattern.StartsWith("sessions/", StringComparison.Ordinal) && pattern != "devices/{id}")
        .Except(_urls.Keys, StringComparer.Ordinal);

    public static async Task<AllPages> StartAsync()
    {
        var host = await ConnectHost.StartAsync(
            services: services => services.AddVersoriConnectors().AddAudit());
        var pages = new AllPages(host);
        var shop = await host.PublishAsync(
            [new BearerAuth { Title = "Access token" }, new BasicAuth(), new ClientCertificateAuth()],
            definition => definition with
            {
                Description = "Orders and products of a shop.",
                Inputs = [new() { Name = "store", Title = "Store", Description = "Your shop.", Required = false }],
                Endpoints = [new() { Id = "me", Method = "GET", Path = "/me", Summary = "Who I am" }],
            });
        await host.Catalog.EditAsync(shop, definition => definition with { Title = "Shop of the company" });
        await host.Catalog.SaveDraftAsync(
            (await host.Catalog.FindAsync(shop))!.Definition! with { Endpoints = [] });
        await host.Catalog.LinkAsync(
            new() { Id = new("sync", "shop"), ConnectorId = shop, Sharing = TemplateSharing.PerOwner });
        var connection = await host.Connections.ConnectAsync(new()
        {
            ConnectorId = shop,
            Name = "My shop",
            Credential = Credential.Bearer(ConnectHost.GoodKey),
            Owner = Owner.User("alice"),
            IsDefault = true,
        });
        host.Services.GetRequiredService<IHttpContextAccessor>().HttpContext = new DefaultHttpContext
        {
            Request = { Scheme = "https", Host = new(host.Address.Authority) },
        };
        var link = await host.Services.GetRequiredService<IConnectLinks>().CreateAsync(
            new() { Owner = Owner.User("bob"), Connectors = [shop], Delivery = ConnectSessionDelivery.Link });
        pages._urls[""] = "/connect";
        pages._urls["connectors/{connector}"] = "/connect/connectors/shop?done=connected";
        pages._urls["connectors/{connector}/new"] = "/connect/connectors/shop/new?form=bearer";
        pages._urls["connections/{id}"] = $"/connect/connections/{connection.Id}";
        pages._urls["connections/{id}/disconnect"] = $"/connect/connections/{connection.Id}/disconnect";
        pages._urls["connections/{id}/endpoints"] = $"/connect/connections/{connection.Id}/endpoints";
        pages._urls["connections/{id}/test"] = $"/connect/connections/{connection.Id}/test?endpoint=me";
        pages._urls["integrations"] = "/connect/integrations";
        pages._urls["integrations/{integration}"] = "/connect/integrations/sync";
        pages._urls["person"] = "/connect/person";
        pages._urls["templates/{integration}/{name}/upgrade"] = "/connect/templates/sync/shop/upgrade?version=1";
        pages._urls["admin/new"] = "/connect/admin/new";
        foreach (var page in new[] { "draft", "versions", "audit" })
            pages._urls[$"connectors/{{connector}}/{page}"] = $"/connect/connectors/shop/{page}";
        pages._urls["callback"] = "/connect/callback?state=unknown";
        pages._urls["session/{token}"] = link.Url.PathAndQuery;
        return pages;
    }

    public ValueTask DisposeAsync() => Host.DisposeAsync();

    private static bool IsPage(ConnectRouteKind kind) => kind is ConnectRouteKind.Page or ConnectRouteKind.OpenPage
        or ConnectRouteKind.SessionPage or ConnectRouteKind.Callback;
}
