using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Versori.Connectors.AspNetCore.Routing;
using Versori.Connectors.AspNetCore.Tests.Hosts;

namespace Versori.Connectors.AspNetCore.Tests.Administration;

public sealed class AdminPageTests
{
    [Fact]
    public async Task An_administrator_makes_a_connector_by_hand_and_publishes_it()
    {
        await using var host = await ConnectHost.StartAsync();
        using var admin = host.Browser("admin");
        var fields = await admin.GetAsync("/connect/admin/connector");

        var saved = await admin.SubmitAsync(await admin.GetAsync(fields.Link("/admin/new")));
        var draft = await admin.GetAsync(saved.Location);
        var before = await host.Catalog.FindAsync(new("example"));
        await admin.SubmitAsync(draft, "/publish");

        Assert.Null(before!.Definition);
        Assert.Equal("Example", (await host.Catalog.FindAsync(new("example")))!.Definition!.Title);
    }

    [Fact]
    public async Task A_draft_shows_what_publishing_changes_and_can_be_discarded()
    {
        await using var host = await ConnectHost.StartAsync();
        await host.PublishAsync([new BearerAuth()]);
        using var admin = host.Browser("admin");
        var page = await admin.GetAsync("/connect/connectors/shop/draft");
        var changed = page.Document.QuerySelector("textarea")!.TextContent
            .Replace("/me", "/you", StringComparison.Ordinal);

        await admin.SubmitAsync(page, "/draft", ("definition", changed));
        var draft = await admin.GetAsync("/connect/connectors/shop/draft");
        await admin.SubmitAsync(draft, "/discard");

        Assert.NotEmpty(draft.Document.QuerySelectorAll("#changes ~ ul .badge"));
        Assert.Null((await host.Catalog.FindAsync(new("shop")))!.Draft);
    }

    [Fact]
    public async Task A_draft_that_somebody_else_changed_meanwhile_is_not_overwritten_published_or_discarded()
    {
        await using var host = await ConnectHost.StartAsync();
        var id = await host.PublishAsync([new BearerAuth()]);
        var published = (await host.Catalog.FindAsync(id))!.Definition!;
        await host.Catalog.SaveDraftAsync(published with { Title = "First" });
        using var admin = host.Browser("admin");
        var page = await admin.GetAsync("/connect/connectors/shop/draft");
        await host.Catalog.SaveDraftAsync(published with { Title = "Somebody else's" });

        var saved = await admin.SubmitAsync(page, "/draft");
        var again = await admin.SubmitAsync(saved, "/draft");
        await admin.SubmitAsync(page, "/publish");
        await admin.SubmitAsync(page, "/discard");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, saved.Status);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, again.Status);
        var alert = saved.Document.QuerySelector("[role=alert]")!;
        Assert.Contains("was changed", alert.TextContent, StringComparison.Ordinal);
        var connector = (await host.Catalog.FindAsync(id))!;
        Assert.Equal(("Shop", "Somebody else's"), (connector.Definition!.Title, connector.Draft?.Title));
    }

    [Fact]
    public async Task A_new_connector_does_not_overwrite_one_that_exists()
    {
        await using var host = await ConnectHost.StartAsync();
        await host.PublishAsync([new BearerAuth()]);
        using var admin = host.Browser("admin");
        var page = await admin.GetAsync("/connect/admin/new");

        await admin.SubmitAsync(page, null, ("definition", """
            { "id": "shop", "title": "Other", "baseUrl": "https://other.example.com/" }
            """));

        Assert.Null((await host.Catalog.FindAsync(new("shop")))!.Draft);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("{\"id\":\"other\",\"title\":\"Other\",\"baseUrl\":\"https://api.example.com/\"}")]
    [InlineData("{\"id\":\"shop\",\"title\":\"Shop\",\"baseUrl\":\"https://api.example.com/\",\"surprise\":1}")]
    public async Task A_wrong_definition_is_reported_and_not_saved(string definition)
    {
        await using var host = await ConnectHost.StartAsync();
        await host.PublishAsync([new BearerAuth()]);
        using var admin = host.Browser("admin");
        var page = await admin.GetAsync("/connect/connectors/shop/draft");

        var refused = await admin.SubmitAsync(page, "/draft", ("definition", definition));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.NotNull(refused.Document.QuerySelector("[role=alert]"));
        Assert.Equal(definition, refused.Document.QuerySelector("textarea")!.TextContent);
        Assert.Null((await host.Catalog.FindAsync(new("shop")))!.Draft);
        Assert.Null(await host.Catalog.FindAsync(new("other")));
    }

    [Fact]
    public async Task The_audit_names_the_person_who_did_something()
    {
        await using var host = await ConnectHost.StartAsync(
            services: services => services.AddVersoriConnectors().AddAudit());
        await host.PublishAsync([new BearerAuth()]);
        using var alice = host.Browser();
        var form = await alice.GetAsync("/connect/connectors/shop/new");

        await alice.SubmitAsync(form, null, ("field.bearer.token", ConnectHost.GoodKey));

        var entries = await host.Services.GetRequiredService<IAuditStore>().ListAsync(new(), default).ToListAsync();
        Assert.Equal("alice", entries.Single(entry => entry.Action == AuditAction.Connected).Actor);
    }

    [Fact]
    public async Task Versions_and_the_audit_are_shown()
    {
        await using var host = await ConnectHost.StartAsync(
            services: services => services.AddVersoriConnectors().AddAudit());
        await host.PublishAsync([new BearerAuth()]);
        await host.PublishAsync([new BearerAuth()], definition => definition with { Endpoints = [] });
        using var admin = host.Browser("admin");

        var versions = await admin.GetAsync("/connect/connectors/shop/versions");
        var audit = await admin.GetAsync("/connect/connectors/shop/audit");

        Assert.Contains("Version 2", versions.Text, StringComparison.Ordinal);
        Assert.Contains("ConnectorPublished", audit.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_else_sees_or_changes_anything_of_it()
    {
        await using var host = await ConnectHost.StartAsync();
        await host.PublishAsync([new BearerAuth()]);
        using var alice = host.Browser();
        var form = await alice.GetAsync("/connect/connectors/shop/new");
        var token = form.Document.QuerySelector("input[type=hidden]")!;
        var field = (token.GetAttribute("name")!, token.GetAttribute("value")!);
        string[] actions = ["admin/connector", "admin/new", "edit", "draft", "publish", "discard", "versions", "audit"];
        var routes = host.Services.GetRequiredService<ConnectRoutes>().All()
            .Where(route => !route.Pattern.StartsWith("chats", StringComparison.Ordinal))
            .Where(route => actions.Any(action => route.Pattern.EndsWith(action, StringComparison.Ordinal)))
            .ToArray();

        Assert.Equal(13, routes.Length);
        foreach (var route in routes)
        {
            var url = "/connect/" + route.Pattern.Replace("{connector}", "shop", StringComparison.Ordinal);
            var page = route.Method == "GET" ? await alice.GetAsync(url) : await alice.PostAsync(url, field);
            Assert.True(page.Status == HttpStatusCode.NotFound, $"{route.Method} {route.Pattern}: {page.Status}");
        }
    }
}
