using Versori.Connectors.Serialization;

namespace Versori.Connectors;

/// <summary>A message of a person and the response to it.</summary>
public sealed record ConversationTurn
{
    /// <summary>What the message might lead to.</summary>
    public ConversationMode Mode { get; init; }

    /// <summary>The message, without what looks like a credential.</summary>
    public required string Message { get; init; }

    /// <summary>What was attached.</summary>
    public IReadOnlyList<ConversationAttachment> Attachments
    {
        get;
        init => field = ValueList<ConversationAttachment>.Of(value);
    } = ValueList<ConversationAttachment>.Empty;

    /// <summary>The response: plain text without markup and URLs.</summary>
    public string Response { get; init => field = value ?? ""; } = "";

    /// <summary>The ids of the proposals that it brought.</summary>
    public IReadOnlyList<string> Proposals
    {
        get;
        init => field = ValueList<string>.Of(value);
    } = ValueList<string>.Empty;

    /// <summary>How the response ended.</summary>
    public ConversationOutcome Outcome { get; init; }

    /// <summary>What went wrong, for people.</summary>
    public IReadOnlyList<string> Warnings
    {
        get;
        init => field = ValueList<string>.Of(value);
    } = ValueList<string>.Empty;

    /// <summary>What it cost; <see langword="null"/> without a chat client.</summary>
    public ConversationUsage? Usage { get; init; }

    /// <summary>When the message was sent.</summary>
    public DateTimeOffset SentAt { get; init; }
}
