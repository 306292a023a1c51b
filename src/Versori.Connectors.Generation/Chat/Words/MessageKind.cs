namespace Versori.Connectors.Generation.Chat;

/// <summary>What a message is about, as far as its words say.</summary>
internal enum MessageKind
{
    /// <summary>What an integration needs.</summary>
    Need,

    /// <summary>Which scopes are needed.</summary>
    Scopes,

    /// <summary>Why an endpoint is there.</summary>
    Reasons,

    /// <summary>How to authenticate.</summary>
    Authentication,

    /// <summary>Which webhooks are received.</summary>
    Webhooks,

    /// <summary>What should be left out.</summary>
    Removal,
}
