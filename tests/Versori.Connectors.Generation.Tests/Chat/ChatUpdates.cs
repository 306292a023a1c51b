namespace Versori.Connectors.Generation.Tests;

/// <summary>Reads the updates of a response.</summary>
internal static class ChatUpdates
{
    public static string Text(this IEnumerable<ConversationUpdate> updates) =>
        string.Concat(updates.OfType<ConversationText>().Select(update => update.Text));

    public static List<ConversationProposal> Proposals(this IEnumerable<ConversationUpdate> updates) =>
        [.. updates.OfType<ConversationProposed>().Select(update => update.Proposal)];

    public static ConversationDone Done(this IReadOnlyList<ConversationUpdate> updates) =>
        Assert.IsType<ConversationDone>(updates[^1]);

    public static IReadOnlyList<string> Endpoints(this Conversation conversation) =>
        Assert.Single(conversation.Systems).Draft.Endpoints;
}
