using Microsoft.Extensions.AI;
using static Versori.Connectors.Generation.Tests.ScriptedChatClient;

namespace Versori.Connectors.Generation.Tests;

/// <summary>Inbound webhooks of the source enter a draft, and leave it, by proposals.</summary>
public sealed class ConversationWebhookTests
{
    private const string Document =
        """
        {
          "openapi": "3.1.0",
          "info": {"title": "Shop", "version": "1"},
          "servers": [{"url": "https://shop.example"}],
          "components": {"securitySchemes": {"key": {"type": "apiKey", "in": "header", "name": "X-Key"}}},
          "security": [{"key": []}],
          "paths": {
            "/orders": {"get": {
              "operationId": "listOrders", "summary": "List orders", "responses": {"200": {"description": "OK"}}}},
            "/webhooks": {"post": {
              "operationId": "createWebhook", "summary": "Create a webhook",
              "responses": {"201": {"description": "OK"}}}}
          },
          "webhooks": {
            "order.created": {"post": {"summary": "An order was placed", "responses": {"200": {"description": "OK"}}}},
            "order.cancelled": {"post": {"responses": {"200": {"description": "OK"}}}},
            "customer.updated": {"post": {
              "parameters": [
                {"name": "webhook-id", "in": "header", "schema": {"type": "string"}},
                {"name": "webhook-timestamp", "in": "header", "schema": {"type": "string"}},
                {"name": "webhook-signature", "in": "header", "schema": {"type": "string"}}],
              "responses": {"200": {"description": "OK"}}}}
          }
        }
        """;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_client_proposes_webhooks_which_are_applied_removed_and_undone()
    {
        await using var host = new ChatHost(new ScriptedChatClient(
            Propose("add", "Order.Created", "customer.updated"),
            Say("Look."),
            Propose("remove", "order.created"),
            Say("Look.")));
        var conversation = await StartAsync(host);

        var added = Assert.Single((await host.SendAsync(conversation, "Tell me of orders")).Proposals());
        Assert.Equal(DraftEditKind.AddWebhooks, added.Edit.Kind);
        Assert.Equal("shop: receive the webhooks order.created, customer.updated", added.Summary);
        Assert.Contains("order.created", Assert.Single(added.Warnings), StringComparison.Ordinal);
        Assert.False(added.RequiresConfirmation);
        conversation = await ApplyAsync(host, conversation, added);
        Assert.Equal(["order.created", "customer.updated"], Webhooks(conversation));

        var removed = Assert.Single((await host.SendAsync(conversation, "No orders")).Proposals());
        Assert.True(removed.RequiresConfirmation);
        conversation = await ApplyAsync(host, conversation, removed);
        Assert.Equal(["customer.updated"], Webhooks(conversation));
        Assert.Empty(host.Catalog.Validate(conversation.Systems[0].Draft.Definition));

        conversation = await host.Chat.UndoAsync(conversation.Id, ChatHost.Ada, cancellationToken: Cancellation);
        Assert.Equal(["order.created", "customer.updated"], Webhooks(conversation));
        conversation = await host.Chat.UndoAsync(conversation.Id, ChatHost.Ada, cancellationToken: Cancellation);
        Assert.Empty(Webhooks(conversation));
    }

    [Fact]
    public async Task A_webhook_that_the_source_does_not_have_is_not_proposed_and_the_client_learns_which_there_are()
    {
        var client = new ScriptedChatClient(
            Propose("add", "order.paid"),
            Call("propose_webhooks", ("connector", "shop"), ("why", "asked")),
            Say("There is none."));
        await using var host = new ChatHost(client);

        var updates = await host.SendAsync(await StartAsync(host), "Tell me of paid orders");

        Assert.Empty(updates.Proposals());
        Assert.Contains("It has: order.created", client.Turns[1].Last, StringComparison.Ordinal);
        Assert.Contains("Neither 'add' nor 'remove'", client.Turns[2].Last, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_client_reads_which_webhooks_the_draft_and_the_source_have()
    {
        var client = new ScriptedChatClient(Call("read_draft", ("connector", "shop")), Say("Read."));
        await using var host = new ChatHost(client);

        await host.SendAsync(await StartAsync(host), "Look", ConversationMode.Ask);

        Assert.Contains("order.created: An order was placed", client.Turns[1].Last, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Receive the webhooks for cancelled orders", "order.cancelled")]
    [InlineData("Please add the order.created webhook", "order.created")]
    [InlineData("Use the order webhooks", "order.created", "order.cancelled")]
    [InlineData("When a customer is updated, list orders", "customer.updated")]
    public async Task Words_propose_webhooks_without_a_client(string message, params string[] expected)
    {
        await using var host = new ChatHost();

        var updates = await host.SendAsync(await StartAsync(host), message);

        var proposal = Assert.Single(
            updates.Proposals(), proposal => proposal.Edit.Kind == DraftEditKind.AddWebhooks);
        Assert.Equal(expected, proposal.Edit.Values);
    }

    [Fact]
    public async Task Words_remove_and_list_webhooks_without_a_client()
    {
        await using var host = new ChatHost();
        var conversation = await host.ApplyAllAsync(
            await StartAsync(host), "Use the order webhooks", ConversationMode.Change);

        var listed = await host.SendAsync(conversation, "Which webhooks are there?", ConversationMode.Ask);
        Assert.Contains(
            "shop: receives the webhooks order.created, order.cancelled. The source also has customer.updated.",
            listed.Text(),
            StringComparison.Ordinal);
        Assert.Empty(listed.Proposals());

        conversation = await host.ApplyAllAsync(
            listed.Done().Conversation, "Remove the webhook for cancelled orders", ConversationMode.Change);
        Assert.Equal(["order.created"], Webhooks(conversation));
    }

    [Theory]
    [InlineData("Create a webhook")]
    [InlineData("List orders")]
    public async Task Other_wishes_bring_no_webhook(string message)
    {
        await using var host = new ChatHost();

        var updates = await host.SendAsync(await StartAsync(host), message);

        Assert.NotEmpty(updates.Proposals());
        Assert.All(updates.Proposals(), proposal => Assert.Equal(DraftEditKind.AddEndpoints, proposal.Edit.Kind));
    }

    private static Func<ScriptedTurn, AIContent[]> Propose(string what, params string[] webhooks) =>
        Call("propose_webhooks", ("connector", "shop"), (what, webhooks), ("why", "The person asks for it."));

    private static Task<Conversation> StartAsync(ChatHost host) =>
        host.StartAsync(ConnectorSource.OpenApi(Document).WithId("shop"));

    private static Task<Conversation> ApplyAsync(
        ChatHost host, Conversation conversation, ConversationProposal proposal) =>
        host.Chat.ApplyAsync(conversation.Id, ChatHost.Ada, proposal.Id, cancellationToken: Cancellation);

    private static IEnumerable<string> Webhooks(Conversation conversation) =>
        conversation.Systems[0].Draft.Definition.Webhooks.Select(webhook => webhook.Id);
}
