using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Versori.Connectors.AspNetCore.Pipeline;
using Versori.Connectors.AspNetCore.Routing;
using Versori.Connectors.AspNetCore.Tests.Hosts;

namespace Versori.Connectors.AspNetCore.Tests.Pages;

public sealed class PageReplacementTests
{
    [Fact]
    public async Task A_host_shows_its_own_page_and_the_security_headers_stay()
    {
        await using var host = await ConnectHost.StartAsync(options => options.Pages.Replace(
            ConnectPageKind.Overview, page => Show($"<h1>Apps of {page.HttpContext.User.Identity!.Name}</h1>")));
        using var alice = host.Browser();

        var overview = await alice.GetAsync("/connect");

        Assert.Equal("Apps of alice", overview.Title);
        Assert.Contains("default-src 'none'", overview.Headers["Content-Security-Policy"], StringComparison.Ordinal);
        Assert.Contains("no-store", overview.Headers["Cache-Control"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_result_of_null_passes_through_to_the_built_in_page()
    {
        var asked = new List<ConnectPageKind>();
        await using var host = await ConnectHost.StartAsync(options => options.Pages.ReplaceAll(page =>
        {
            asked.Add(page.Kind);
            return default;
        }));
        await host.PublishAsync([new BearerAuth()]);
        using var alice = host.Browser();

        var page = await alice.GetAsync("/connect/connectors/shop");

        Assert.Equal("Shop", page.Title);
        Assert.Equal([ConnectPageKind.Connector], asked);
    }

    [Fact]
    public async Task All_pages_in_the_hosts_layout_keep_their_forms_and_what_a_form_does()
    {
        await using var host = await ConnectHost.StartAsync(options => options.Pages.ReplaceAll(page => Show(
            $"<html lang=\"{page.Language}\"><main id=host><h1>{page.Title}</h1>{page.Content}</main>")));
        await host.PublishAsync([new BearerAuth()]);
        using var alice = host.Browser();
        var form = await alice.GetAsync("/connect/connectors/shop/new");

        var refused = await alice.SubmitAsync(form, null, ("field.bearer.token", "wrong"));
        var connected = await alice.SubmitAsync(refused, null, ("field.bearer.token", ConnectHost.GoodKey));

        Assert.NotNull(refused.Document.QuerySelector("#host [role=alert]"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Contains("done=connected", connected.Location, StringComparison.Ordinal);
        Assert.Single(await host.Connections.ListAsync().ToListAsync());
    }

    [Fact]
    public async Task A_page_of_the_host_gets_the_errors_with_their_places()
    {
        ConnectPage? shown = null;
        await using var host = await ConnectHost.StartAsync(options => options.Pages.Replace(
            ConnectPageKind.Form,
            page =>
            {
                shown = page;
                return default;
            }));
        await host.PublishAsync(
            [new BearerAuth()],
            definition => definition with { Inputs = [new() { Name = "store", Pattern = "[a-z]+" }] });
        using var alice = host.Browser();
        var form = await alice.GetAsync("/connect/connectors/shop/new");

        await alice.SubmitAsync(form, null, ("input.store", "7"), ("field.bearer.token", ConnectHost.GoodKey));

        Assert.Equal(StatusCodes.Status422UnprocessableEntity, shown!.Status);
        Assert.Equal("store", Assert.Single(shown.Errors).Location);
        Assert.Equal("/connect", shown.BasePath);
    }

    [Fact]
    public async Task What_is_refused_is_a_page_of_its_own_kind()
    {
        await using var host = await ConnectHost.StartAsync(options => options.Pages
            .Replace(ConnectPageKind.Connector, _ => Show("<h1>Never for others</h1>"))
            .Replace(ConnectPageKind.SignInProblem, _ => Show("<h1>Not signed in</h1>"))
            .Replace(ConnectPageKind.Problem, page => Show($"<h1>{page.Status}</h1>")));
        using var alice = host.Browser();

        var unknown = await alice.GetAsync("/connect/connectors/shop");
        var callback = await alice.GetAsync("/connect/callback?state=unknown");

        Assert.Equal(("404", HttpStatusCode.NotFound), (unknown.Title, unknown.Status));
        Assert.Equal(("Not signed in", HttpStatusCode.BadRequest), (callback.Title, callback.Status));
    }

    [Fact]
    public async Task Every_page_can_be_replaced()
    {
        await using var host = await ConnectHost.StartAsync();
        var routes = host.Services.GetRequiredService<ConnectRoutes>().All()
            .Where(route => route.Method == "GET" && route.Pattern != "assets/{file}")
            .Where(route => route.Kind is ConnectRouteKind.Page or ConnectRouteKind.OpenPage
                or ConnectRouteKind.SessionPage or ConnectRouteKind.Callback)
            .ToArray();

        Assert.Empty(routes.Where(route => route.Page is null).Select(route => route.Pattern));
        Assert.Equal(
            Enum.GetValues<ConnectPageKind>().Except([ConnectPageKind.Problem, ConnectPageKind.Leave]).Order(),
            routes.Select(route => route.Page!.Value).Distinct().Order());
    }

    [Fact]
    public void A_page_is_replaced_once()
    {
        var pages = new ConnectOptions().Pages.Replace(ConnectPageKind.Chat, _ => default).ReplaceAll(_ => default);

        Assert.Throws<ArgumentException>(() => pages.Replace(ConnectPageKind.Chat, _ => default));
        Assert.Throws<ArgumentException>(() => pages.Replace((ConnectPageKind)99, _ => default));
        Assert.Throws<InvalidOperationException>(() => pages.ReplaceAll(_ => default));
    }

    private static ValueTask<IResult?> Show(string html) => new(Results.Content(html, "text/html"));
}
