namespace Versori.Connectors.Generation.Chat;

/// <summary>The failures of conversations.</summary>
internal static class ConversationErrors
{
    public static ConnectorException NoConversation(ConversationId id) =>
        Of(ConnectorErrorCode.NotFound, $"There is no conversation {id} of this owner.", id.ToString());

    public static ConnectorException NoSystem(Conversation conversation, string name) => Of(
        ConnectorErrorCode.NotFound,
        $"The conversation has no system '{name}'. It has: {Names(conversation)}.",
        "system");

    public static ConnectorException NoProposal(string id) =>
        Of(ConnectorErrorCode.NotFound, $"The conversation has no proposal '{id}'.", "proposal");

    public static ConnectorException Invalid(string message, string location) =>
        Of(ConnectorErrorCode.InvalidArgument, message, location);

    public static ConnectorException Conflict(string message) =>
        Of(ConnectorErrorCode.Conflict, message, location: null);

    public static ConnectorException UndoFirst(
        ConversationProposal change, IReadOnlyList<ConversationProposal> later) => new(new ConnectorError
        {
            Code = ConnectorErrorCode.Conflict,
            Message = $"Later changes concern the same place as '{change.Summary}'. Undo these first: "
                + $"{string.Join(", ", later.Select(one => $"'{one.Summary}'"))}.",
            Location = change.Id,
            Related = [.. later.Select(one => one.Id)],
        });

    public static ConnectorException Of(ConnectorErrorCode code, string message, string? location) =>
        new(new ConnectorError { Code = code, Message = message, Location = location });

    private static string Names(Conversation conversation) => conversation.Systems.Count == 0
        ? "none"
        : string.Join(", ", conversation.Systems.Select(system => $"'{system.Name}'"));
}
