namespace Versori.Connectors.Generation.Tests;

/// <summary>A change is undone out of order if no later one concerns the same place.</summary>
public sealed class ConversationUndoTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_change_is_undone_and_the_draft_is_as_if_it_had_never_been_applied(int undone)
    {
        string[] endpoints = ["orders/list", "customers/list", "messages/post"];
        await using var host = new ChatHost();
        var (conversation, ids) = await ApplyAsync(host, [.. endpoints.Select(Add)]);
        var (other, _) = await ApplyAsync(host, [.. endpoints.Where((_, at) => at != undone).Select(Add)]);

        var changed = await UndoAsync(host, conversation, ids[undone]);

        Assert.Equal(other.Systems[0].Draft.Definition.ToJson(), changed.Systems[0].Draft.Definition.ToJson());
        Assert.Equal(other.Endpoints(), changed.Endpoints());
        Assert.Equal(
            ids.Select((_, at) => at == undone ? ProposalState.Undone : ProposalState.Applied),
            ids.Select(id => changed.FindProposal(id)!.State));
        // What is left is still undone exactly, and what was undone can be applied again.
        Assert.Equal(changed, await UndoAsync(host, changed, ids[undone]));
        var again = await host.Chat.ApplyAsync(
            conversation.Id, ChatHost.Ada, ids[undone], cancellationToken: Cancellation);
        Assert.Equal(endpoints.Order(), again.Endpoints().Order());
        for (var count = 0; count < 3; count++)
            again = await host.Chat.UndoAsync(conversation.Id, ChatHost.Ada, cancellationToken: Cancellation);
        Assert.Empty(again.Endpoints());
        Assert.Empty(((OAuth2Auth)again.Systems[0].Draft.Definition.AuthMethods[0]).Scopes);
    }

    [Fact]
    public async Task Later_changes_of_the_same_place_are_named_and_nothing_is_undone_before_they_are()
    {
        await using var host = new ChatHost();
        var (conversation, ids) = await ApplyAsync(
            host,
            Add("orders/list"),
            Add("customers/list"),
            new() { Kind = DraftEditKind.RemoveEndpoints, Values = ["orders/list"] });

        var refused = await Assert.ThrowsAsync<ConnectorException>(() => UndoAsync(host, conversation, ids[0]));

        Assert.Equal(ConnectorErrorCode.Conflict, refused.Code);
        Assert.Equal([ids[2]], refused.Error.Related);
        Assert.Contains(conversation.FindProposal(ids[2])!.Summary, refused.Message, StringComparison.Ordinal);
        Assert.Equal(conversation, await host.Chat.FindAsync(conversation.Id, ChatHost.Ada, Cancellation));
        await UndoAsync(host, conversation, ids[2]);
        var undone = await UndoAsync(host, conversation, ids[0]);
        Assert.Equal(["customers/list"], undone.Endpoints());
    }

    [Fact]
    public async Task Two_titles_are_undone_in_order_and_what_is_between_them_at_any_time()
    {
        await using var host = new ChatHost();
        var (conversation, ids) = await ApplyAsync(host, Title("First"), Add("orders/list"), Title("Second"));
        var before = (await host.StartAsync()).Systems[0].Draft.Definition.Title;

        var refused = await Assert.ThrowsAsync<ConnectorException>(() => UndoAsync(host, conversation, ids[0]));
        var without = await UndoAsync(host, conversation, ids[1]);
        var first = await UndoAsync(host, conversation, ids[2]);
        var none = await UndoAsync(host, conversation, ids[0]);

        Assert.Equal([ids[2]], refused.Error.Related);
        Assert.Empty(without.Endpoints());
        Assert.Equal(
            ("Second", "First", before),
            (without.Systems[0].Draft.Definition.Title,
                first.Systems[0].Draft.Definition.Title,
                none.Systems[0].Draft.Definition.Title));
    }

    [Fact]
    public async Task Only_what_is_applied_is_undone()
    {
        await using var host = new ChatHost();
        var conversation = await host.StartAsync();
        var proposed = await host.Chat.ProposeAsync(
            conversation.Id, ChatHost.Ada, "shop", Add("orders/list"), Cancellation);

        var waiting = await Assert.ThrowsAsync<ConnectorException>(() => UndoAsync(host, conversation, proposed.Id));
        var unknown = await Assert.ThrowsAsync<ConnectorException>(() => UndoAsync(host, conversation, "p-0"));
        var late = await Assert.ThrowsAsync<ConnectorException>(() => host.Chat.UndoAsync(
            conversation.Id, ChatHost.Ada, proposed.Id, revision: conversation.Revision, Cancellation));

        Assert.Equal(
            (ConnectorErrorCode.Conflict, ConnectorErrorCode.NotFound, ConnectorErrorCode.Conflict),
            (waiting.Code, unknown.Code, late.Code));
    }

    private static DraftEdit Add(string endpoint) => new() { Kind = DraftEditKind.AddEndpoints, Values = [endpoint] };

    private static DraftEdit Title(string title) => new() { Kind = DraftEditKind.SetTitle, Values = [title] };

    private static async Task<(Conversation Conversation, string[] Ids)> ApplyAsync(
        ChatHost host, params DraftEdit[] edits)
    {
        var conversation = await host.StartAsync();
        var ids = new List<string>();
        foreach (var edit in edits)
        {
            var proposal = await host.Chat.ProposeAsync(conversation.Id, ChatHost.Ada, "shop", edit, Cancellation);
            ids.Add(proposal.Id);
            conversation = await host.Chat.ApplyAsync(
                conversation.Id, ChatHost.Ada, proposal.Id, cancellationToken: Cancellation);
        }

        return (conversation, [.. ids]);
    }

    private static Task<Conversation> UndoAsync(ChatHost host, Conversation conversation, string id) =>
        host.Chat.UndoAsync(conversation.Id, ChatHost.Ada, id, cancellationToken: Cancellation);
}
