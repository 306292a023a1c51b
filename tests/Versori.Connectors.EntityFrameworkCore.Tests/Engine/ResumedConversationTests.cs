using Microsoft.Extensions.DependencyInjection;
using Versori.Connectors.EntityFrameworkCore.Tests.Databases;
using Versori.Connectors.Generation;

namespace Versori.Connectors.EntityFrameworkCore.Tests.Engine;

/// <summary>A conversation continues in another host over the same file.</summary>
public sealed class ResumedConversationTests
{
    private const string Document =
        """
        {"openapi": "3.0.0", "info": {"title": "Shop", "version": "1"},
        "servers": [{"url": "https://a.example"}, {"url": "https://b.example"}],
        "paths": {
          "/orders": {"get": {"operationId": "listOrders", "summary": "List orders",
            "responses": {"200": {"description": "OK"}}}},
          "/refunds": {"get": {"operationId": "listRefunds", "summary": "List refunds",
            "responses": {"200": {"description": "OK"}}}}}}
        """;

    private static readonly Owner Ada = Owner.User("ada");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Another_host_continues_without_the_document_applies_and_undoes()
    {
        await using var database = new SqliteDatabase();
        var first = Chat(database);
        var started = await first.StartAsync(
            new() { Owner = Ada, Sources = [ConnectorSource.OpenApi(Document)] }, Cancellation);
        await SendAsync(first, started.Id, "List orders");
        var waiting = (await first.FindAsync(started.Id, Ada, Cancellation))!;

        var second = Chat(database);
        var resumed = (await second.FindAsync(started.Id, Ada, Cancellation))!;
        Assert.Equal(waiting, resumed);
        var applied = await second.ApplyAsync(
            started.Id, Ada, resumed.Proposals[0].Id, cancellationToken: Cancellation);
        // What the import left open is known, too.
        Assert.Contains(applied.Systems[0].Draft.OpenQuestions, question => question.Id == "server");
        await SendAsync(second, started.Id, "List refunds");

        var third = Chat(database);
        var found = (await third.FindAsync(started.Id, Ada, Cancellation))!;
        Assert.Equal(["List orders", "List refunds"], found.Turns.Select(turn => turn.Message));
        var undone = await third.UndoAsync(started.Id, Ada, cancellationToken: Cancellation);
        Assert.Empty(undone.Systems[0].Draft.Endpoints);
        var late = await Assert.ThrowsAsync<ConnectorException>(() => first.ApplyAsync(
            started.Id, Ada, found.Proposals[^1].Id, resumed.Revision, Cancellation));
        Assert.Equal(ConnectorErrorCode.Conflict, late.Code);
    }

    [Fact]
    public async Task Decisions_of_two_hosts_at_once_are_all_kept()
    {
        await using var database = new SqliteDatabase();
        IConnectorChat[] hosts = [Chat(database), Chat(database)];
        var conversation = await hosts[0].StartAsync(
            new() { Owner = Ada, Sources = [ConnectorSource.OpenApi(Document)] }, Cancellation);
        foreach (var id in (string[])["listOrders", "listRefunds"])
        {
            await hosts[0].ProposeAsync(
                conversation.Id,
                Ada,
                "shop",
                new() { Kind = DraftEditKind.AddEndpoints, Values = [id] },
                Cancellation);
        }

        conversation = (await hosts[0].FindAsync(conversation.Id, Ada, Cancellation))!;
        await Task.WhenAll(conversation.Proposals.Select((proposal, at) => Task.Run(() => hosts[at].ApplyAsync(
            conversation.Id, Ada, proposal.Id, cancellationToken: Cancellation))));

        var after = (await hosts[1].FindAsync(conversation.Id, Ada, Cancellation))!;
        Assert.Equal(["listOrders", "listRefunds"], after.Systems[0].Draft.Endpoints.Order(StringComparer.Ordinal));
    }

    private static IConnectorChat Chat(SqliteDatabase database) =>
        database.Open(builder => builder.AddGeneration()).GetRequiredService<IConnectorChat>();

    private static async Task SendAsync(IConnectorChat chat, ConversationId id, string text)
    {
        var updates = await chat.SendAsync(id, Ada, new() { Text = text }, Cancellation).ToListAsync(Cancellation);
        Assert.IsType<ConversationDone>(updates[^1]);
    }
}
