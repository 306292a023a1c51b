using static Versori.Connectors.Generation.Tests.ScriptedChatClient;

namespace Versori.Connectors.Generation.Tests;

/// <summary>What each mode may lead to, whatever the chat client does.</summary>
public sealed class ConversationModeTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task In_plan_mode_a_client_searches_proposes_asks_and_replies()
    {
        using var client = new ScriptedChatClient(
            Call("search_endpoints", ("connector", "shop"), ("query", "orders")),
            _ =>
            [
                FunctionCall("a", "propose_endpoints", ("connector", "shop"), ("endpoints", new[] { "orders/list" }),
                    ("why", "It returns the orders.")),
                FunctionCall("b", "ask_person", ("connector", "shop"), ("question", "Since which day?"),
                    ("options", new[] { "today", "always" })),
            ],
            Say("I propose to **list orders**."))
        {
            Usage = new() { InputTokenCount = 100, OutputTokenCount = 10 },
        };
        await using var host = new ChatHost(client);
        var conversation = await host.StartAsync();

        var updates = await host.SendAsync(conversation, "List the orders");

        Assert.Equal("I propose to list orders.", updates.Text());
        var proposal = Assert.Single(updates.Proposals());
        Assert.Equal(
            ("shop: add GET /orders (orders/list)", "It returns the orders.", false),
            (proposal.Summary, proposal.Reason, proposal.RequiresConfirmation));
        Assert.Contains(proposal.Diff.Changes, change => change.Subject == "orders/list");
        Assert.Equal(
            "Since which day?", Assert.Single(updates.OfType<ConversationQuestion>()).Question.Text);
        Assert.Equal(
            ["search_endpoints", "propose_endpoints", "ask_person"],
            updates.OfType<ConversationActivity>().Select(activity => activity.Name));
        var turn = updates.Done().Turn;
        Assert.Equal(ConversationOutcome.Complete, turn.Outcome);
        Assert.Equal((3, 3, 300, 30), (turn.Usage!.Turns, turn.Usage.ToolCalls, turn.Usage.InputTokens,
            turn.Usage.OutputTokens));
        Assert.False(turn.Usage.TokensAreEstimated);
        Assert.Empty(updates.Done().Conversation.Endpoints());
        Assert.Contains(
            "Since which day?",
            updates.Done().Conversation.Systems[0].Draft.OpenQuestions.Select(question => question.Text));
    }

    [Fact]
    public async Task A_proposal_changes_the_draft_when_it_is_applied_and_not_before()
    {
        using var client = new ScriptedChatClient(
            Call("propose_endpoints", ("connector", "shop"), ("endpoints", new[] { "orders/list" }), ("why", "w")),
            Say("Proposed."));
        await using var host = new ChatHost(client);
        var conversation = await host.StartAsync();
        var proposal = (await host.SendAsync(conversation, "List the orders")).Proposals().Single();
        Assert.Empty((await host.Chat.FindAsync(conversation.Id, ChatHost.Ada, Cancellation))!.Endpoints());

        var applied = await host.Chat.ApplyAsync(
            conversation.Id, ChatHost.Ada, proposal.Id, cancellationToken: Cancellation);

        Assert.Equal(["orders/list"], applied.Endpoints());
        var draft = applied.Systems[0].Draft;
        Assert.Equal(["orders.read"], Assert.IsType<OAuth2Auth>(draft.Definition.AuthMethods[0]).Scopes);
        Assert.Empty(host.Catalog.Validate(draft.Definition));
        var templates = await host.Catalog.ApplyAsync(applied.ToPlan(), "mirror", Cancellation);
        Assert.Equal(["orders/list"], templates["shop"].Endpoints);
    }

    [Fact]
    public async Task In_ask_mode_nothing_is_proposed_asked_or_added_even_if_the_client_tries()
    {
        using var client = new ScriptedChatClient(
            _ =>
            [
                FunctionCall("a", "propose_endpoints", ("connector", "shop"), ("endpoints", new[] { "orders/list" })),
                FunctionCall("b", "ask_person", ("connector", "shop"), ("question", "Which?")),
                FunctionCall("c", "propose_auth", ("connector", "shop"), ("methods", new[] { "basic" })),
                FunctionCall("d", "choose_endpoints", ("connector", "shop"), ("endpoints", new[] { "orders/list" })),
            ],
            Say("""{"connectors":{"shop":["orders/list"]}}"""),
            Say("It needs orders.read."));
        await using var host = new ChatHost(client);
        var conversation = await host.StartAsync();

        var updates = await host.SendAsync(
            conversation,
            "Which scopes does this need?",
            ConversationMode.Ask,
            new MessageAttachment("other.json", Other));

        Assert.Empty(updates.Proposals());
        Assert.Empty(updates.OfType<ConversationQuestion>());
        Assert.Equal("It needs orders.read.", updates.Text());
        var after = updates.Done().Conversation;
        Assert.Equal(conversation.Systems, after.Systems);
        Assert.Empty(after.Proposals);
        Assert.DoesNotContain(
            client.Turns[0].Options.Tools!,
            tool => tool.Name.StartsWith("propose", StringComparison.Ordinal) || tool.Name == "ask_person");
        Assert.Contains("There is no such function in this mode", client.Turns[1].Last, StringComparison.Ordinal);
    }

    [Fact]
    public async Task In_change_mode_a_client_changes_auth_and_removes_but_cannot_ask()
    {
        using var client = new ScriptedChatClient(
            _ =>
            [
                FunctionCall("a", "propose_auth", ("connector", "shop"), ("methods", new[] { "x-api-key" }),
                    ("why", "The person wants API keys.")),
                FunctionCall("b", "ask_person", ("connector", "shop"), ("question", "Which?")),
            ],
            Say("Proposed."));
        await using var host = new ChatHost(client);
        var conversation = await host.StartAsync();

        var updates = await host.SendAsync(conversation, "Use API keys instead", ConversationMode.Change);

        var proposal = Assert.Single(updates.Proposals());
        Assert.True(proposal.RequiresConfirmation);
        Assert.Contains(
            proposal.Warnings, warning => warning.Contains("does not declare", StringComparison.Ordinal));
        Assert.Empty(updates.OfType<ConversationQuestion>());
        var applied = await host.Chat.ApplyAsync(
            conversation.Id, ChatHost.Ada, proposal.Id, cancellationToken: Cancellation);
        Assert.IsType<ApiKeyAuth>(Assert.Single(applied.Systems[0].Draft.Definition.AuthMethods));
    }

    [Fact]
    public async Task Endpoints_that_write_are_proposals_of_their_own_with_a_warning_unless_words_ask_for_them()
    {
        using var client = new ScriptedChatClient(
            Call("propose_endpoints", ("connector", "shop"),
                ("endpoints", new[] { "orders/list", "orders/get", "orders/delete", "messages/post" }), ("why", "w")),
            Say("Proposed."));
        await using var host = new ChatHost(client);
        var conversation = await host.StartAsync();

        var proposals = (await host.SendAsync(conversation, "Show the orders")).Proposals();

        Assert.Equal(
            ["orders/list orders/get", "orders/delete", "messages/post"],
            proposals.Select(proposal => string.Join(' ', proposal.Edit.Values)));
        Assert.DoesNotContain(
            proposals[0].Warnings, warning => !warning.Contains("scopes", StringComparison.Ordinal));
        Assert.Contains(proposals[1].Warnings, warning => warning.Contains("deletes", StringComparison.Ordinal));
        Assert.Contains(proposals[2].Warnings, warning => warning.Contains("writes", StringComparison.Ordinal));
        Assert.All(
            proposals.Skip(1),
            proposal => Assert.True(proposal is { RequiresConfirmation: true, IsModelChoice: true }));
    }

    private const string Other =
        """
        {"openapi": "3.0.0", "info": {"title": "Other", "version": "1"}, "servers": [{"url": "https://other.example"}],
        "paths": {"/things": {"get": {"operationId": "things/list", "responses": {"200": {"description": "OK"}}}}}}
        """;

    [Fact]
    public async Task An_attached_description_becomes_a_source_in_plan_mode()
    {
        using var client = new ScriptedChatClient(
            Call("propose_endpoints", ("connector", "other"), ("endpoints", new[] { "things/list" }), ("why", "w")),
            Say("Proposed."));
        await using var host = new ChatHost(client);
        var conversation = await host.StartAsync();

        var updates = await host.SendAsync(
            conversation, "List things", ConversationMode.Plan, new MessageAttachment("other.json", Other));

        Assert.Equal("other", Assert.Single(updates.Proposals()).System);
        Assert.Equal(["shop", "other"], updates.Done().Conversation.Systems.Select(system => system.Name));
        var applied = await host.Chat.ApplyAsync(
            conversation.Id, ChatHost.Ada, updates.Proposals()[0].Id, cancellationToken: Cancellation);
        Assert.Equal(["things/list"], applied.FindSystem("other")!.Draft.Endpoints);
    }

    [Fact]
    public async Task Other_attachments_are_data_without_credentials()
    {
        using var client = new ScriptedChatClient(Say("Thanks."));
        await using var host = new ChatHost(client);
        var conversation = await host.StartAsync();

        await host.SendAsync(
            conversation,
            "My key is sk_live_canary1234567890 and password: hunter2canary",
            ConversationMode.Plan,
            new MessageAttachment(
                "notes.txt",
                """
                Authorization: Basic Y2FuYXJ5OmNhbmFyeQ==
                {"client_secret": "canary-secret-value", "name": "keep me"}
                postgres://user:canarypw@db.example/orders
                -----BEGIN PRIVATE KEY-----
                canaryMIIEvQIBADANBg
                -----END PRIVATE KEY-----
                """));

        var seen = client.Turns[0].All;
        Assert.Contains("keep me", seen, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", seen, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("Y2FuYXJ5", seen, StringComparison.Ordinal);
        var stored = await host.Store.FindAsync(conversation.Id, Cancellation);
        Assert.DoesNotContain(
            "canary",
            System.Text.Json.JsonSerializer.Serialize(stored, Serialization.ConnectorJson.Options),
            StringComparison.OrdinalIgnoreCase);
    }
}
