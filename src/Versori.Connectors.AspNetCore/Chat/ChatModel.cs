using Microsoft.AspNetCore.Http;

namespace Versori.Connectors.AspNetCore.Chat;

/// <summary>A conversation as it is shown.</summary>
internal sealed record ChatModel
{
    public required Conversation Conversation { get; init; }

    public IReadOnlyList<ConnectorError> Errors { get; init; } = [];

    public int Status { get; init; } = StatusCodes.Status200OK;

    /// <summary>The message that was refused, to be sent again.</summary>
    public string Text { get; init; } = "";

    /// <summary>The mode that is chosen; null for that of the latest message.</summary>
    public ConversationMode? Mode { get; init; }
}
