using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Versori.Connectors.AspNetCore.Routing;
using Versori.Connectors.AspNetCore.Tests.Hosts;

namespace Versori.Connectors.AspNetCore.Tests.Chat;

public sealed class ChatPageTests
{
    [Fact]
    public async Task An_administrator_plans_a_connector_in_a_chat_and_saves_its_draft()
    {
        await using var host = await ChatTalk.StartHostAsync();
        using var admin = host.Browser("admin");
        var overview = await admin.GetAsync("/connect");
        Assert.NotNull(overview.Link("/chats"));
        var talk = await ChatTalk.StartAsync(admin, ("title", "Warehouse sync"));

        var sent = await talk.SendAsync("List the items", isAttached: true);
        var proposed = await talk.ShowAsync();
        await talk.PressAsync("/apply");
        var applied = await talk.ShowAsync();
        var saved = await talk.PressAsync("/draft");

        Assert.Equal(HttpStatusCode.SeeOther, sent.Status);
        Assert.Equal("Warehouse sync", proposed.Title);
        Assert.NotEmpty(proposed.Document.QuerySelectorAll("#proposals ~ article li .badge"));
        Assert.Contains("applied", applied.Text, StringComparison.Ordinal);
        Assert.EndsWith("/connect/connectors/warehouse/draft", saved.Location, StringComparison.Ordinal);
        var connector = await host.Catalog.FindAsync(new("warehouse"));
        Assert.Contains(connector!.Draft!.Endpoints, endpoint => endpoint.Id == "items/list");
        Assert.Null(connector.Definition);
    }

    [Fact]
    public async Task A_proposal_is_undone_applied_again_and_refused()
    {
        await using var host = await ChatTalk.StartHostAsync();
        using var admin = host.Browser("admin");
        var talk = await ChatTalk.StartAsync(admin);
        await talk.SendAsync("List the items", isAttached: true);

        await talk.PressAsync("/apply");
        await talk.PressAsync("/undo");
        var undone = StatesOf(await talk.ShowAsync());
        await talk.PressAsync("/apply");
        var again = StatesOf(await talk.ShowAsync());
        await talk.SendAsync("List the suppliers", "change");
        await talk.PressAsync("/refuse");
        var refused = StatesOf(await talk.ShowAsync());

        Assert.Contains("undone", undone);
        Assert.Contains("applied", again);
        Assert.DoesNotContain("undone", again);
        Assert.Contains("refused", refused);
    }

    [Fact]
    public async Task A_change_in_the_middle_is_undone_or_the_page_leads_to_those_to_undo_first()
    {
        await using var host = await ChatTalk.StartHostAsync();
        using var admin = host.Browser("admin");
        var talk = await ChatTalk.StartAsync(admin);
        await talk.SendAsync("List the items", isAttached: true);
        var chat = host.Services.GetRequiredService<IConversations>();
        var (id, owner) = (ConversationId.Parse(talk.Url.Split('/')[^1]), Owner.User("admin"));
        var first = await ApplyAsync(DraftEditKind.SetTitle, "First");
        var middle = await ApplyAsync(DraftEditKind.AddEndpoints, "suppliers/list");
        var second = await ApplyAsync(DraftEditKind.SetTitle, "Second");

        var page = await talk.ShowAsync();
        var refused = await admin.SubmitAsync(page, "/undo", ("proposal", first));
        var undone = await admin.SubmitAsync(refused, "/undo", ("proposal", middle));

        Assert.Equal(3, page.Document.QuerySelectorAll("form[action$='/undo']").Length);
        Assert.Equal((HttpStatusCode.Conflict, HttpStatusCode.SeeOther), (refused.Status, undone.Status));
        Assert.Equal(
            [$"#{second}"],
            refused.Document.QuerySelectorAll("[role=alert] a").Select(link => link.GetAttribute("href")));
        Assert.NotNull(refused.Document.QuerySelector($"[id='{second}']"));
        var now = (await chat.FindAsync(id, owner))!;
        Assert.Equal(
            (ProposalState.Applied, ProposalState.Undone, ProposalState.Applied),
            (now.FindProposal(first)!.State, now.FindProposal(middle)!.State, now.FindProposal(second)!.State));
        Assert.DoesNotContain("suppliers/list", now.Systems[0].Draft.Endpoints);

        async Task<string> ApplyAsync(DraftEditKind kind, string value)
        {
            var system = (await chat.FindAsync(id, owner))!.Systems[0].Name;
            var proposal = await chat.ProposeAsync(id, owner, system, new() { Kind = kind, Values = [value] });
            await chat.ApplyAsync(id, owner, proposal.Id);
            return proposal.Id;
        }
    }

    [Fact]
    public async Task A_question_proposes_nothing()
    {
        await using var host = await ChatTalk.StartHostAsync();
        using var admin = host.Browser("admin");
        var talk = await ChatTalk.StartAsync(admin);
        await talk.SendAsync("List the items", isAttached: true);
        var before = StatesOf(await talk.ShowAsync());

        await talk.SendAsync("Add the endpoint that lists suppliers", "ask");

        var page = await talk.ShowAsync();
        Assert.Equal(before, StatesOf(page));
        Assert.Equal(2, page.Document.QuerySelectorAll(".turns article").Length);
        // The mode of the latest message stays chosen.
        Assert.Equal("ask", page.Document.QuerySelector("input[name=mode][checked]")!.GetAttribute("value"));
    }

    [Fact]
    public async Task A_response_is_streamed_one_line_a_part()
    {
        await using var host = await ChatTalk.StartHostAsync();
        using var admin = host.Browser("admin");
        var talk = await ChatTalk.StartAsync(admin);

        var streamed = await talk.SendAsync("List the items", isAttached: true, path: "/stream");

        var lines = streamed.Text.TrimEnd().Split('\n');
        Assert.StartsWith("application/x-ndjson", streamed.Headers["Content-Type"], StringComparison.Ordinal);
        Assert.Contains(lines, line => line.Contains("\"kind\":\"text\"", StringComparison.Ordinal));
        Assert.Contains("\"kind\":\"done\"", lines[^1], StringComparison.Ordinal);
        Assert.Single((await talk.ShowAsync()).Document.QuerySelectorAll(".turns article"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("/stream")]
    public async Task An_empty_message_is_refused_and_not_stored(string path)
    {
        await using var host = await ChatTalk.StartHostAsync();
        using var admin = host.Browser("admin");
        var talk = await ChatTalk.StartAsync(admin);

        var refused = await talk.SendAsync("  ", path: path);

        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.NotNull(refused.Document.QuerySelector("[role=alert]"));
        Assert.Empty((await talk.ShowAsync()).Document.QuerySelectorAll(".turns article"));
    }

    [Fact]
    public async Task A_decision_for_an_older_state_is_refused_and_the_page_shows_the_current_one()
    {
        await using var host = await ChatTalk.StartHostAsync();
        using var admin = host.Browser("admin");
        var talk = await ChatTalk.StartAsync(admin);
        await talk.SendAsync("List the items", isAttached: true);
        var old = await talk.ShowAsync();
        await talk.PressAsync("/refuse");

        var refused = await admin.SubmitAsync(old, "/apply");

        Assert.Equal(HttpStatusCode.Conflict, refused.Status);
        Assert.NotNull(refused.Document.QuerySelector("[role=alert]"));
        Assert.DoesNotContain("applied", StatesOf(await talk.ShowAsync()));
    }

    [Fact]
    public async Task Markup_in_messages_and_documents_is_shown_as_text()
    {
        await using var host = await ChatTalk.StartHostAsync();
        using var admin = host.Browser("admin");
        var talk = await ChatTalk.StartAsync(admin, ("title", "<script>alert(1)</script>"));

        await talk.SendAsync("<img src=x onerror=alert(1)> List the items", isAttached: true);

        var page = await talk.ShowAsync();
        Assert.Single(page.Document.Scripts);
        Assert.Empty(page.Document.QuerySelectorAll("main img"));
    }

    [Fact]
    public async Task A_deleted_chat_is_gone_and_its_saved_draft_stays()
    {
        await using var host = await ChatTalk.StartHostAsync();
        using var admin = host.Browser("admin");
        var talk = await ChatTalk.StartAsync(admin);
        await talk.SendAsync("List the items", isAttached: true);
        await talk.PressAsync("/apply");
        await talk.PressAsync("/draft");

        await talk.PressAsync("/delete");

        Assert.Equal(HttpStatusCode.NotFound, (await talk.ShowAsync()).Status);
        Assert.NotNull(await host.Catalog.FindAsync(new("warehouse")));
    }

    [Fact]
    public async Task Nobody_else_finds_a_chat_or_any_of_its_routes()
    {
        await using var host = await ChatTalk.StartHostAsync();
        await host.PublishAsync([new BearerAuth()]);
        using var admin = host.Browser("admin");
        using var alice = host.Browser();
        var talk = await ChatTalk.StartAsync(admin);
        var form = await alice.GetAsync("/connect/connectors/shop/new");
        var token = form.Document.QuerySelector("input[type=hidden]")!;
        var field = (token.GetAttribute("name")!, token.GetAttribute("value")!);
        var routes = RoutesOf(host);

        Assert.Equal(11, routes.Length);
        foreach (var route in routes)
        {
            var url = talk.Url + route.Pattern["chats".Length..].Replace("/{id}", "", StringComparison.Ordinal);
            var page = route.Method == "GET" ? await alice.GetAsync(url) : await alice.PostAsync(url, field);
            Assert.True(page.Status == HttpStatusCode.NotFound, $"{route.Method} {route.Pattern}: {page.Status}");
        }
    }

    [Fact]
    public async Task A_chat_of_one_administrator_is_not_found_by_another()
    {
        await using var host = await ChatTalk.StartHostAsync(services => services.AddAuthorizationBuilder()
            .AddPolicy("admin", policy => policy.RequireAuthenticatedUser()));
        using var admin = host.Browser("admin");
        using var other = host.Browser("other");
        var talk = await ChatTalk.StartAsync(admin);

        Assert.Equal(HttpStatusCode.OK, (await talk.ShowAsync()).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await other.GetAsync(talk.Url)).Status);
        Assert.Empty((await other.GetAsync("/connect/chats")).Document.QuerySelectorAll("main .rows li"));
    }

    [Fact]
    public async Task A_host_without_the_generator_has_no_chat()
    {
        await using var host = await ConnectHost.StartAsync();
        using var admin = host.Browser("admin");

        Assert.DoesNotContain("/chats", (await admin.GetAsync("/connect")).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await admin.GetAsync("/connect/chats")).Status);
    }

    private static Pipeline.ConnectRoute[] RoutesOf(ConnectHost host) =>
        [.. host.Services.GetRequiredService<ConnectRoutes>().All()
            .Where(route => route.Pattern.StartsWith("chats", StringComparison.Ordinal))];

    private static List<string> StatesOf(TestPage page) =>
        [.. page.Document.QuerySelectorAll("article[id^=p-] > p > .badge").Select(badge => badge.TextContent)];
}
