using System.Text.Json;
using System.Text.Json.Nodes;
using Versori.Connectors.Serialization;

namespace Versori.Connectors.Generation.Tests;

/// <summary>
/// A conversation that was stored in the current format is read and goes on. The file is written once and never
/// changed; set <c>VERSORI_WRITE_FIXTURES</c> to a folder to write one as the current release does.
/// </summary>
public sealed class ConversationFormatTests
{
    private const string File = "conversation-format-2.json";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_stored_conversation_is_read_and_goes_on()
    {
        await using var host = new ChatHost();
        if (Environment.GetEnvironmentVariable("VERSORI_WRITE_FIXTURES") is { Length: > 0 } folder)
            await WriteAsync(host, Path.Combine(folder, File));
        using var file = JsonDocument.Parse(Samples.Read(File));
        var stored = Read<Conversation>(file, "conversation");

        await host.Store.SaveAsync(
            stored with { Revision = 0 }, [Read<ConversationSource>(file, "source")], Cancellation);
        var conversation = (await host.Chat.FindAsync(stored.Id, ChatHost.Ada, Cancellation))!;
        Assert.Equal(["orders/list"], conversation.Endpoints());
        Assert.Equal(
            [ProposalState.Applied, ProposalState.Refused, ProposalState.Undone, ProposalState.Proposed],
            conversation.Proposals.Select(proposal => proposal.State));
        Assert.Equal(
            [ConversationMode.Plan, ConversationMode.Change, ConversationMode.Change],
            conversation.Turns.Select(turn => turn.Mode));

        var waiting = conversation.Proposals[^1];
        conversation = await host.Chat.ApplyAsync(
            conversation.Id, ChatHost.Ada, waiting.Id, cancellationToken: Cancellation);
        conversation = await host.ApplyAllAsync(conversation, "Also download an export", ConversationMode.Change);
        Assert.Equal(["orders/list", "customers/list", "exports/download"], conversation.Endpoints());
        foreach (var _ in Enumerable.Range(0, 3))
        {
            conversation = await host.Chat.UndoAsync(
                conversation.Id, ChatHost.Ada, cancellationToken: Cancellation);
        }

        Assert.Empty(conversation.Endpoints());
    }

    private static T Read<T>(JsonDocument file, string member) =>
        ConnectorJson.Deserialize<T>(file.RootElement.GetProperty(member).GetRawText())!;

    private static async Task WriteAsync(ChatHost host, string path)
    {
        var conversation = await host.ApplyAllAsync(await host.StartAsync(), "List orders");
        var refused = (await host.SendAsync(conversation, "Also list customers", ConversationMode.Change))
            .Proposals().Single();
        await host.Chat.RefuseAsync(conversation.Id, ChatHost.Ada, refused.Id, cancellationToken: Cancellation);
        await host.Chat.ProposeAsync(
            conversation.Id,
            ChatHost.Ada,
            "shop",
            new() { Kind = DraftEditKind.SetTitle, Values = ["The shop"] },
            Cancellation);
        conversation = (await host.Chat.FindAsync(conversation.Id, ChatHost.Ada, Cancellation))!;
        await host.Chat.ApplyAsync(
            conversation.Id, ChatHost.Ada, conversation.Proposals[^1].Id, cancellationToken: Cancellation);
        await host.Chat.UndoAsync(conversation.Id, ChatHost.Ada, cancellationToken: Cancellation);
        conversation = (await host.SendAsync(conversation, "Also list customers", ConversationMode.Change))
            .Done().Conversation;
        var source = await host.Store.FindSourceAsync(
            conversation.Id, conversation.Systems[0].SourceKey, Cancellation);
        var file = new JsonObject
        {
            ["conversation"] = JsonSerializer.SerializeToNode(conversation, ConnectorJson.Options),
            ["source"] = JsonSerializer.SerializeToNode(source, ConnectorJson.Options),
        };
        await System.IO.File.WriteAllTextAsync(path, $"{file}\n", Cancellation);
    }
}
