using Versori.Connectors.Generation.Chat;

namespace Versori.Connectors.Generation.Tests;

/// <summary>What a conversation can do without a chat client, and what it says.</summary>
public sealed class ConversationWithoutModelTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_wish_is_planned_by_words_and_each_endpoint_is_a_proposal_with_its_reason()
    {
        await using var host = new ChatHost();

        var updates = await host.SendAsync(await host.StartAsync(), "List orders and create an order");

        var proposals = updates.Proposals();
        Assert.Contains(
            proposals, proposal => proposal is { Edit.Values: ["orders/list"], RequiresConfirmation: false });
        Assert.Contains(
            proposals, proposal => proposal is { Edit.Values: ["orders/create"], RequiresConfirmation: true });
        Assert.All(proposals, proposal => Assert.NotEmpty(proposal.Reason));
        Assert.All(proposals, proposal => Assert.False(proposal.IsModelChoice));
        Assert.Contains("No chat client is registered", updates.Text(), StringComparison.Ordinal);
        Assert.Equal(ConversationOutcome.WithoutModel, updates.Done().Turn.Outcome);
        Assert.Null(updates.Done().Turn.Usage);
    }

    [Fact]
    public async Task Later_messages_add_and_remove()
    {
        await using var host = new ChatHost();
        var conversation = await host.ApplyAllAsync(await host.StartAsync(), "List orders");
        Assert.Equal(["orders/list"], conversation.Endpoints());

        conversation = await host.ApplyAllAsync(conversation, "Also list customers", ConversationMode.Change);
        Assert.Equal(["orders/list", "customers/list"], conversation.Endpoints());

        conversation = await host.ApplyAllAsync(conversation, "Remove customers", ConversationMode.Change);
        Assert.Equal(["orders/list"], conversation.Endpoints());
        Assert.Equal(["orders.read"], ((OAuth2Auth)conversation.Systems[0].Draft.Definition.AuthMethods[0]).Scopes);
    }

    [Fact]
    public async Task Scopes_and_reasons_are_told_from_the_draft()
    {
        await using var host = new ChatHost();
        var conversation = await host.ApplyAllAsync(await host.StartAsync(), "List orders and customers");

        var scopes = await host.SendAsync(conversation, "Which scopes does this need?", ConversationMode.Ask);
        var reasons = await host.SendAsync(conversation, "Why orders/list?", ConversationMode.Ask);

        Assert.Contains("oauth requests: orders.read, customers.read", scopes.Text(), StringComparison.Ordinal);
        Assert.Contains("orders/list needs orders.read", scopes.Text(), StringComparison.Ordinal);
        Assert.Contains("GET /orders (orders/list): ", reasons.Text(), StringComparison.Ordinal);
        Assert.DoesNotContain("customers/list", reasons.Text(), StringComparison.Ordinal);
        Assert.Empty(scopes.Proposals());
    }

    [Theory]
    [InlineData("Use API keys instead", "x-api-key")]
    [InlineData("use an api key instead of oauth", "x-api-key")]
    [InlineData("Switch to basic authentication", "basic")]
    public async Task Another_auth_method_is_proposed_and_says_that_the_source_does_not_declare_it(
        string message, string method)
    {
        await using var host = new ChatHost();

        var updates = await host.SendAsync(await host.StartAsync(), message, ConversationMode.Change);

        var proposal = Assert.Single(updates.Proposals());
        Assert.Equal([method], proposal.Edit.Values);
        Assert.Contains("does not declare", Assert.Single(proposal.Warnings), StringComparison.Ordinal);
        Assert.Empty((await host.SendAsync(
            updates.Done().Conversation, message, ConversationMode.Ask)).Proposals());
    }

    [Theory]
    [InlineData("Remove customers", MessageKind.Removal)]
    [InlineData("Please drop the customers", MessageKind.Removal)]
    [InlineData("We no longer need customers", MessageKind.Removal)]
    [InlineData("List customers without orders", MessageKind.Need)]
    [InlineData("When a customer leaves, remove their orders", MessageKind.Need)]
    [InlineData("List API keys with their owners", MessageKind.Need)]
    [InlineData("With API keys, please", MessageKind.Authentication)]
    [InlineData("Sign in with OAuth", MessageKind.Authentication)]
    public void A_message_is_about_what_its_verb_says(string message, object kind) =>
        Assert.Equal(kind, MessageWords.KindOf(message, ConversationMode.Change));

    [Fact]
    public async Task A_question_in_ask_mode_lists_what_matches_and_proposes_nothing()
    {
        await using var host = new ChatHost();

        var updates = await host.SendAsync(
            await host.StartAsync(), "Can it download an export?", ConversationMode.Ask);

        Assert.Contains("GET /exports (exports/download)", updates.Text(), StringComparison.Ordinal);
        Assert.Empty(updates.Proposals());
        Assert.Empty(updates.Done().Conversation.Proposals);
    }

    [Fact]
    public async Task Without_a_system_the_response_says_what_is_needed()
    {
        await using var host = new ChatHost();
        var conversation = await host.Chat.StartAsync(new() { Owner = ChatHost.Ada }, Cancellation);

        var updates = await host.SendAsync(conversation, "List orders");

        Assert.Contains("Add a source", updates.Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_decision_is_applied_at_once_and_can_be_undone()
    {
        const string NoAuth =
            """
            {"openapi": "3.0.0", "info": {"title": "Plain", "version": "1"},
            "servers": [{"url": "https://a.example"}, {"url": "https://b.example", "description": "Sandbox"}],
            "paths": {"/things": {"get": {"operationId": "things/list", "summary": "List things",
            "responses": {"200": {"description": "OK"}}}}}}
            """;
        await using var host = new ChatHost();
        var conversation = await host.ApplyAllAsync(
            await host.StartAsync(ConnectorSource.OpenApi(NoAuth)), "List things");
        Assert.Equal(["auth", "server"], conversation.Systems[0].Draft.OpenQuestions.Select(question => question.Id));

        Assert.Contains(
            "'https://b.example' (Sandbox)",
            conversation.Systems[0].Draft.OpenQuestions[1].Text,
            StringComparison.Ordinal);

        var decided = await host.Chat.DecideAsync(
            conversation.Id, ChatHost.Ada, "plain", "server", "https://b.example", Cancellation);
        decided = await host.Chat.DecideAsync(
            conversation.Id, ChatHost.Ada, "plain", "auth", "bearer", Cancellation);

        Assert.Equal("https://b.example", decided.Systems[0].Draft.Definition.BaseUrl);
        Assert.IsType<BearerAuth>(Assert.Single(decided.Systems[0].Draft.Definition.AuthMethods));
        Assert.All(
            decided.Systems[0].Draft.OpenQuestions,
            question => Assert.Equal(QuestionState.Answered, question.State));
        var undone = await host.Chat.UndoAsync(conversation.Id, ChatHost.Ada, cancellationToken: Cancellation);
        Assert.Empty(undone.Systems[0].Draft.Definition.AuthMethods);
        Assert.Equal("https://b.example", undone.Systems[0].Draft.Definition.BaseUrl);

        var refused = await Assert.ThrowsAsync<ConnectorException>(() => host.Chat.DecideAsync(
            conversation.Id, ChatHost.Ada, "plain", "server", "https://evil.example", Cancellation));
        Assert.Equal(ConnectorErrorCode.InvalidArgument, refused.Code);
    }
}
