using System.Text.Json.Serialization;
using Versori.Connectors.Serialization;

namespace Versori.Connectors;

/// <summary>What a message of a conversation may lead to.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<ConversationMode>))]
public enum ConversationMode
{
    /// <summary>Questions and proposals: the system explores what the integration needs.</summary>
    Plan,

    /// <summary>Proposals, without questions: the message says what to change.</summary>
    Change,

    /// <summary>Text only: nothing is proposed, asked or added.</summary>
    Ask,
}
