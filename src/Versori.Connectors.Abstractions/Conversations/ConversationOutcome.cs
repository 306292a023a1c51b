using System.Text.Json.Serialization;
using Versori.Connectors.Serialization;

namespace Versori.Connectors;

/// <summary>How the response to a message ended.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<ConversationOutcome>))]
public enum ConversationOutcome
{
    /// <summary>It is whole.</summary>
    Complete,

    /// <summary>There is no chat client: the response was made by comparing words.</summary>
    WithoutModel,

    /// <summary>A limit of turns, tokens or time ended it.</summary>
    Limited,

    /// <summary>The chat client failed.</summary>
    Failed,

    /// <summary>The caller cancelled it. It has no proposals and no questions.</summary>
    Cancelled,
}
