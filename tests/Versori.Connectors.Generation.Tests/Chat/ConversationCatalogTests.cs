namespace Versori.Connectors.Generation.Tests;

/// <summary>Conversations about connectors of the catalog.</summary>
public sealed class ConversationCatalogTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_connector_of_the_catalog_is_edited_and_saved_as_its_draft()
    {
        await using var host = new ChatHost();
        await PublishAsync(host, "List orders");
        var conversation = await host.Chat.StartAsync(
            new() { Owner = ChatHost.Ada, Connectors = [new("shop")], Sources = [ModelDocuments.Shop()] },
            Cancellation);
        Assert.Equal(["orders/list"], conversation.Endpoints());

        conversation = await host.ApplyAllAsync(conversation, "Also list customers", ConversationMode.Change);
        var saved = await host.Chat.SaveDraftAsync(conversation.Id, ChatHost.Ada, "shop", Cancellation);

        Assert.Equal(1, saved.Version);
        Assert.Equal(
            ["orders/list", "customers/list"], saved.Draft!.Endpoints.Select(endpoint => endpoint.Id));
        var diff = await host.Catalog.CompareDraftAsync(new("shop"), Cancellation);
        Assert.DoesNotContain(diff.Changes, change => change.Kind == ChangeKind.Removed);
        Assert.Contains(diff.Changes, change => change is { Kind: ChangeKind.Added, Subject: "customers/list" });
        await host.Catalog.PublishAsync(new("shop"), cancellationToken: Cancellation);
    }

    [Fact]
    public async Task Edits_are_made_on_what_was_published_in_the_meantime()
    {
        await using var host = new ChatHost();
        await PublishAsync(host, "List orders");
        var conversation = await host.Chat.StartAsync(
            new() { Owner = ChatHost.Ada, Connectors = [new("shop")], Sources = [ModelDocuments.Shop()] },
            Cancellation);
        conversation = await host.ApplyAllAsync(conversation, "Also list customers", ConversationMode.Change);
        await host.Catalog.EditAsync(
            new("shop"), definition => definition with { Description = "Meanwhile." }, Cancellation);

        var saved = await host.Chat.SaveDraftAsync(conversation.Id, ChatHost.Ada, "shop", Cancellation);

        Assert.Equal("Meanwhile.", saved.Draft!.Description);
        Assert.Equal(2, saved.Draft.Endpoints.Count);
    }

    [Fact]
    public async Task An_integration_continues_with_its_template_and_other_endpoints_of_the_connector_stay()
    {
        await using var host = new ChatHost();
        await PublishAsync(host, "List orders", "mirror");
        await PublishAsync(host, "List customers", "other");
        var conversation = await host.Chat.StartAsync(
            new() { Owner = ChatHost.Ada, Integration = "mirror", Connectors = [new("shop")] }, Cancellation);
        Assert.Equal(["orders/list"], conversation.Endpoints());

        conversation = await host.ApplyAllAsync(conversation, "Also list customers", ConversationMode.Change);
        conversation = await host.ApplyAllAsync(conversation, "Remove orders/list", ConversationMode.Change);

        Assert.Equal(["customers/list"], conversation.Endpoints());
        Assert.Equal(2, conversation.Systems[0].Draft.Definition.Endpoints.Count);
    }

    [Fact]
    public async Task A_connector_without_a_published_version_is_not_found()
    {
        await using var host = new ChatHost();

        var missing = await Assert.ThrowsAsync<ConnectorException>(() => host.Chat.StartAsync(
            new() { Owner = ChatHost.Ada, Connectors = [new("missing")] }, Cancellation));

        Assert.Equal(ConnectorErrorCode.NotFound, missing.Code);
        Assert.Empty(await host.Chat.ListAsync(ChatHost.Ada, Cancellation).ToListAsync(Cancellation));
    }

    [Fact]
    public async Task The_edits_of_a_document_are_an_overlay_that_the_next_import_keeps()
    {
        await using var host = new ChatHost();
        var conversation = await host.ApplyAllAsync(await host.StartAsync(), "List orders");
        var proposal = await host.Chat.ProposeAsync(
            conversation.Id,
            ChatHost.Ada,
            "shop",
            new() { Kind = DraftEditKind.SetDescription, Subject = "orders/list", Values = ["All orders."] },
            Cancellation);
        await host.Chat.ApplyAsync(conversation.Id, ChatHost.Ada, proposal.Id, cancellationToken: Cancellation);

        var overlay = await host.Chat.RecordEditsAsync(conversation.Id, ChatHost.Ada, "shop", Cancellation);

        var imported = await ConnectorGenerator.Create()
            .ImportAsync(ModelDocuments.Shop().WithOverlay(overlay), Cancellation);
        Assert.Equal(7, imported.Definition.Endpoints.Count);
        Assert.Equal(
            "All orders.",
            imported.Definition.Endpoints.Single(endpoint => endpoint.Id == "orders/list").Description);
    }

    private static async Task PublishAsync(ChatHost host, string wish, string integration = "first")
    {
        var plan = await ConnectorGenerator.Create().PlanAsync(wish, [ModelDocuments.Shop()], Cancellation);
        await host.Catalog.ApplyAsync(plan, integration, Cancellation);
    }
}
