using System.Net;
using System.Text.Json;
using Versori.Connectors.AspNetCore.Tests.Hosts;
using Versori.Connectors.Tests.Servers;
using static Versori.Connectors.AspNetCore.Tests.Activations.ActivationSetup;

namespace Versori.Connectors.AspNetCore.Tests.Activations;

/// <summary>The scopes that an integration lacks for a person, and the sign-in that grants them.</summary>
public sealed class ActivationScopeTests
{
    [Fact]
    public async Task A_person_sees_missing_scopes_grants_them_and_returns_to_the_integration()
    {
        await using var journey = await StartAsync();
        using var alice = journey.Host.Browser();
        var connection = Assert.Single(await journey.Host.Connections.ListAsync().ToListAsync());
        var complete = await TemplateAsync(alice);
        var page = await alice.GetAsync(Url);
        Assert.Equal("offline_access/offline_access/", ScopesOf(complete));
        Assert.Equal(JsonValueKind.Null, complete.GetProperty("stepUpUrl").ValueKind);
        Assert.DoesNotContain("Missing scopes", page.Text, StringComparison.Ordinal);
        await RequestMoreAsync(journey);

        var lacking = await TemplateAsync(alice);
        page = await alice.GetAsync(Url);
        var leave = await alice.SubmitAsync(page, "/step-up");
        var done = await alice.GetAsync(await SignInJourney.VisitAsync(leave));

        Assert.Equal("api,offline_access/offline_access/api", ScopesOf(lacking));
        Assert.Equal($"/connect/connections/{connection.Id}", lacking.GetProperty("stepUpUrl").GetString());
        Assert.Equal(["Needed scopes", "Granted scopes", "Missing scopes"], page.Document.QuerySelectorAll(
            "[aria-labelledby=scopes] dt").Select(term => term.TextContent));
        Assert.Equal((HttpStatusCode.SeeOther, Url), (done.Status, done.Location));
        Assert.Equal("api,offline_access/api,offline_access/", ScopesOf(await TemplateAsync(alice)));
        Assert.DoesNotContain("Missing scopes", (await alice.GetAsync(Url)).Text, StringComparison.Ordinal);
        Assert.Equal(connection.Id, Assert.Single(await journey.Host.Connections.ListAsync().ToListAsync()).Id);
        var url = lacking.GetProperty("stepUpUrl").GetString()!;
        Assert.Equal(HttpStatusCode.OK, (await alice.GetAsync(url)).Status);
    }

    [Fact]
    public async Task A_step_up_sign_in_does_not_lead_to_another_site()
    {
        await using var journey = await StartAsync();
        await RequestMoreAsync(journey);
        using var alice = journey.Host.Browser();

        var leave = await alice.SubmitAsync(
            await alice.GetAsync(Url), "/step-up", ("return", "https://evil.example/"));
        var done = await alice.GetAsync(await SignInJourney.VisitAsync(leave));

        Assert.Equal("/connect/connectors/shop?done=connected", done.Location);
    }

    [Fact]
    public async Task A_connection_of_the_host_is_not_stepped_up_by_a_person_who_uses_it()
    {
        await using var journey = await StartAsync();
        using var admin = journey.Host.Browser("admin");
        var leave = await admin.SubmitAsync(
            await admin.GetAsync("/connect/connectors/shop/new"), null, ("name", "shared"), ("forHost", "yes"));
        await admin.GetAsync(await SignInJourney.VisitAsync(leave));
        var shared = Assert.Single(
            await journey.Host.Connections.ListAsync(new() { Owner = Owner.Host }).ToListAsync());
        await journey.Host.Connections.SetBindingAsync(new("sync", "shop"), shared.Id, Owner.User("alice"));
        await RequestMoreAsync(journey);
        using var alice = journey.Host.Browser();

        var template = await TemplateAsync(alice);
        var page = await alice.GetAsync(Url);

        Assert.Equal("api,offline_access/offline_access/api", ScopesOf(template));
        Assert.Equal(JsonValueKind.Null, template.GetProperty("stepUpUrl").ValueKind);
        Assert.Contains("Missing scopes", page.Text, StringComparison.Ordinal);
        Assert.Null(page.Document.QuerySelector("form[action$='/step-up']"));
    }

    private static async Task<SignInJourney> StartAsync()
    {
        var journey = await SignInJourney.StartAsync();
        await journey.Host.Catalog.LinkAsync(new()
        {
            Id = new("sync", "shop"),
            ConnectorId = ConnectorId.Parse("shop"),
            Sharing = TemplateSharing.PerOwner,
        });
        using var alice = journey.Host.Browser();
        await alice.GetAsync(await SignInJourney.VisitAsync(await journey.BeginAsync(alice)));
        return journey;
    }

    // The connector requests one more scope since.
    private static Task<ConnectorId> RequestMoreAsync(SignInJourney journey)
    {
        var method = SignInJourney.Method(journey.Server, OAuth2Grant.AuthorizationCode);
        return journey.Host.PublishAsync(
            [method with { Scopes = [.. method.Scopes, AuthorizationServerClients.Scope] }],
            definition => definition with
            {
                BaseUrl = journey.Server.Issuer.AbsoluteUri,
                Endpoints = [new() { Id = "me", Method = "GET", Path = "/resource" }],
            });
    }

    private static async Task<JsonElement> TemplateAsync(TestBrowser browser) =>
        Assert.Single(Json(await browser.GetAsync(ApiUrl)).GetProperty("templates").EnumerateArray());

    private static string ScopesOf(JsonElement template)
    {
        var scopes = Assert.Single(template.GetProperty("scopes").EnumerateArray());
        return $"{List("needed")}/{List("granted")}/{List("missing")}";

        string List(string name) =>
            string.Join(',', scopes.GetProperty(name).EnumerateArray().Select(item => item.GetString()).Order());
    }
}
