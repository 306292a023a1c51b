using static Versori.Connectors.Generation.Tests.ScriptedChatClient;

namespace Versori.Connectors.Generation.Tests;

/// <summary>Proposals are applied, refused and undone one by one, also by several callers at once.</summary>
public sealed class ConversationDecisionTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Proposals_are_applied_in_any_order_and_each_keeps_what_the_others_did()
    {
        await using var host = new ChatHost(Proposing("orders/list", "customers/list", "messages/post"));
        var conversation = await host.StartAsync();
        var proposals = (await host.SendAsync(conversation, "Everything")).Proposals();

        foreach (var proposal in Enumerable.Reverse(proposals))
            conversation = await ApplyAsync(host, conversation, proposal.Id);

        Assert.Equal(["messages/post", "customers/list", "orders/list"], conversation.Endpoints());
        Assert.Equal(
            ["admin", "customers.read", "orders.read"],
            ((OAuth2Auth)conversation.Systems[0].Draft.Definition.AuthMethods[0]).Scopes);
        Assert.All(conversation.Proposals, proposal => Assert.Equal(ProposalState.Applied, proposal.State));
        Assert.Empty(host.Catalog.Validate(conversation.Systems[0].Draft.Definition));
    }

    [Fact]
    public async Task Undoing_returns_to_each_earlier_draft_exactly_and_what_was_undone_can_be_applied_again()
    {
        await using var host = new ChatHost(Proposing("orders/list", "orders/delete", "messages/post"));
        var conversation = await host.StartAsync();
        var proposals = (await host.SendAsync(conversation, "Everything")).Proposals();
        List<PlannedConnector> drafts = [conversation.Systems[0].Draft];
        foreach (var proposal in proposals)
        {
            conversation = await ApplyAsync(host, conversation, proposal.Id);
            drafts.Add(conversation.Systems[0].Draft);
        }

        foreach (var before in Enumerable.Reverse(drafts).Skip(1))
        {
            conversation = await host.Chat.UndoAsync(
                conversation.Id, ChatHost.Ada, cancellationToken: Cancellation);
            Assert.Equal(before.Definition.ToJson(), conversation.Systems[0].Draft.Definition.ToJson());
            Assert.Equal(before, conversation.Systems[0].Draft);
        }

        var nothing = await Assert.ThrowsAsync<ConnectorException>(() =>
            host.Chat.UndoAsync(conversation.Id, ChatHost.Ada, cancellationToken: Cancellation));
        Assert.Equal(ConnectorErrorCode.NotFound, nothing.Code);
        foreach (var proposal in proposals) conversation = await ApplyAsync(host, conversation, proposal.Id);
        Assert.Equal(drafts[^1], conversation.Systems[0].Draft);
    }

    [Fact]
    public async Task A_refused_proposal_changes_nothing_and_cannot_be_applied()
    {
        await using var host = new ChatHost(Proposing("orders/list"));
        var conversation = await host.StartAsync();
        var id = (await host.SendAsync(conversation, "Orders")).Proposals().Single().Id;

        var refused = await host.Chat.RefuseAsync(
            conversation.Id, ChatHost.Ada, id, cancellationToken: Cancellation);

        Assert.Equal(ProposalState.Refused, refused.FindProposal(id)!.State);
        Assert.Empty(refused.Endpoints());
        Assert.Equal(
            ConnectorErrorCode.Conflict,
            (await Assert.ThrowsAsync<ConnectorException>(() => ApplyAsync(host, conversation, id))).Code);
    }

    [Fact]
    public async Task A_proposal_that_no_longer_changes_anything_is_outdated_until_the_other_is_undone()
    {
        await using var host = new ChatHost(Proposing("orders/list"));
        var conversation = await host.StartAsync();
        var first = (await host.SendAsync(conversation, "Orders")).Proposals().Single();
        var second = await host.Chat.ProposeAsync(
            conversation.Id,
            ChatHost.Ada,
            "shop",
            new() { Kind = DraftEditKind.AddEndpoints, Values = ["orders/list"] },
            Cancellation);

        var applied = await ApplyAsync(host, conversation, second.Id);
        Assert.Equal(ProposalState.Outdated, applied.FindProposal(first.Id)!.State);
        Assert.Equal(
            ConnectorErrorCode.Conflict,
            (await Assert.ThrowsAsync<ConnectorException>(() => ApplyAsync(host, conversation, first.Id))).Code);

        var undone = await host.Chat.UndoAsync(conversation.Id, ChatHost.Ada, cancellationToken: Cancellation);
        Assert.Equal(ProposalState.Proposed, undone.FindProposal(first.Id)!.State);
        Assert.Equal(ProposalState.Undone, undone.FindProposal(second.Id)!.State);
    }

    [Fact]
    public async Task Racing_decisions_are_all_kept()
    {
        string[] ids =
            ["orders/list", "orders/get", "orders/create", "orders/delete", "customers/list", "messages/post"];
        await using var host = new ChatHost();
        var conversation = await host.StartAsync();
        foreach (var id in ids)
        {
            await host.Chat.ProposeAsync(
                conversation.Id,
                ChatHost.Ada,
                "shop",
                new() { Kind = DraftEditKind.AddEndpoints, Values = [id] },
                Cancellation);
        }

        conversation = (await host.Chat.FindAsync(conversation.Id, ChatHost.Ada, Cancellation))!;
        await Task.WhenAll(conversation.Proposals.Concat(conversation.Proposals).Select(proposal =>
            Task.Run(() => ApplyAsync(host, conversation, proposal.Id))));

        var after = (await host.Chat.FindAsync(conversation.Id, ChatHost.Ada, Cancellation))!;
        Assert.Equal(ids.Order(), after.Endpoints().Order());
        Assert.Equal([1, 2, 3, 4, 5, 6], after.Proposals.Select(proposal => proposal.AppliedAs).Order());
        Assert.Empty(host.Catalog.Validate(after.Systems[0].Draft.Definition));
    }

    [Fact]
    public async Task A_decision_for_an_old_revision_is_a_conflict()
    {
        await using var host = new ChatHost(Proposing("orders/list", "messages/post"));
        var conversation = await host.StartAsync();
        var updates = await host.SendAsync(conversation, "Orders");
        var seen = updates.Done().Conversation.Revision;
        await host.Chat.ApplyAsync(
            conversation.Id, ChatHost.Ada, updates.Proposals()[0].Id, seen, Cancellation);

        var late = await Assert.ThrowsAsync<ConnectorException>(() => host.Chat.ApplyAsync(
            conversation.Id, ChatHost.Ada, updates.Proposals()[1].Id, seen, Cancellation));

        Assert.Equal(ConnectorErrorCode.Conflict, late.Code);
    }

    [Fact]
    public async Task Two_messages_at_once_are_both_kept()
    {
        await using var host = new ChatHost();
        var conversation = await host.StartAsync();

        await Task.WhenAll(
            Task.Run(() => host.SendAsync(conversation, "List the orders")),
            Task.Run(() => host.SendAsync(conversation, "List the customers")));

        var after = (await host.Chat.FindAsync(conversation.Id, ChatHost.Ada, Cancellation))!;
        Assert.Equal(["List the customers", "List the orders"], after.Turns.Select(turn => turn.Message).Order());
        Assert.Superset(
            new HashSet<string> { "orders/list", "customers/list" },
            after.Proposals.SelectMany(proposal => proposal.Edit.Values).ToHashSet());
    }

    [Fact]
    public async Task A_conversation_of_another_owner_does_not_exist()
    {
        await using var host = new ChatHost(Proposing("orders/list"));
        var conversation = await host.StartAsync();
        var id = (await host.SendAsync(conversation, "Orders")).Proposals().Single().Id;
        var eve = Owner.User("eve");

        Assert.Null(await host.Chat.FindAsync(conversation.Id, eve, Cancellation));
        Assert.False(await host.Chat.DeleteAsync(conversation.Id, eve, Cancellation));
        foreach (var call in (Func<Task>[])
        [
            () => host.Chat.ApplyAsync(conversation.Id, eve, id, cancellationToken: Cancellation),
            () => host.Chat.UndoAsync(conversation.Id, Owner.Host, cancellationToken: Cancellation),
            () => host.Chat.SaveDraftAsync(conversation.Id, eve, "shop", Cancellation),
            () => host.Chat.AddSourceAsync(conversation.Id, eve, ModelDocuments.Shop(), Cancellation),
            async () => await host.Chat.SendAsync(conversation.Id, eve, new() { Text = "Hi" }, Cancellation)
                .ToListAsync(Cancellation),
        ])
        {
            Assert.Equal(ConnectorErrorCode.NotFound, (await Assert.ThrowsAsync<ConnectorException>(call)).Code);
        }

        Assert.Empty(await host.Chat.ListAsync(eve, Cancellation).ToListAsync(Cancellation));
        Assert.Equal(0, await host.Chat.DeleteAllAsync(eve, Cancellation));
    }

    [Fact]
    public async Task Deleting_a_person_deletes_the_conversations_and_their_sources()
    {
        await using var host = new ChatHost();
        var first = await host.StartAsync();
        await host.StartAsync();
        var other = await host.Chat.StartAsync(new() { Owner = Owner.User("bob") }, Cancellation);

        Assert.Equal(2, await host.Chat.DeleteAllAsync(ChatHost.Ada, Cancellation));

        Assert.Empty(await host.Chat.ListAsync(ChatHost.Ada, Cancellation).ToListAsync(Cancellation));
        Assert.Null(await host.Store.FindSourceAsync(first.Id, first.Systems[0].SourceKey, Cancellation));
        Assert.NotNull(await host.Chat.FindAsync(other.Id, Owner.User("bob"), Cancellation));
    }

    [Fact]
    public async Task Edits_that_the_source_does_not_have_or_that_are_not_valid_are_refused_with_the_reason()
    {
        await using var host = new ChatHost();
        var conversation = await host.StartAsync();
        foreach (var (edit, reason) in ((DraftEdit, string)[])
        [
            (new() { Kind = DraftEditKind.AddEndpoints, Values = ["evil"] }, "no endpoint 'evil'"),
            (new() { Kind = DraftEditKind.RemoveEndpoints, Values = ["orders/list"] }, "no endpoint 'orders/list'"),
            (new() { Kind = DraftEditKind.UseAuthMethods, Values = ["saml"] }, "no auth method 'saml'"),
            (new() { Kind = DraftEditKind.UseAuthMethods }, "No auth method is named"),
            (new() { Kind = DraftEditKind.SetScopes, Values = ["root"] }, "no scope 'root'"),
            (new() { Kind = DraftEditKind.SetServer, Values = ["https://evil.example"] }, "no such server"),
            (new() { Kind = DraftEditKind.SetTitle, Values = ["shop"] }, "like that already"),
            (new() { Kind = DraftEditKind.SetSharing, Values = ["all"] }, "'shared' or 'perOwner'"),
            (new() { Kind = DraftEditKind.SetCheckEndpoint, Values = ["orders/delete"] }, "does not only read"),
            (new() { Kind = DraftEditKind.ChangeDefinition }, "no overlay"),
            (new() { Kind = DraftEditKind.ChangeDefinition, Overlay = JsonFragment.Parse("{}") }, "overlay"),
        ])
        {
            var refused = await Assert.ThrowsAsync<ConnectorException>(() =>
                host.Chat.ProposeAsync(conversation.Id, ChatHost.Ada, "shop", edit, Cancellation));
            Assert.Equal(ConnectorErrorCode.InvalidArgument, refused.Code);
            Assert.Contains(reason, refused.Message, StringComparison.OrdinalIgnoreCase);
        }

        var unchanged = await host.Chat.FindAsync(conversation.Id, ChatHost.Ada, Cancellation);
        Assert.Equal(conversation, unchanged);
    }

    private static Task<Conversation> ApplyAsync(ChatHost host, Conversation conversation, string id) =>
        host.Chat.ApplyAsync(conversation.Id, ChatHost.Ada, id, cancellationToken: Cancellation);

    private static ScriptedChatClient Proposing(params string[] ids) => new(
        _ => [.. ids.Select(id => FunctionCall(
            id, "propose_endpoints", ("connector", "shop"), ("endpoints", new[] { id }), ("why", "w")))],
        Say("Proposed."));
}
