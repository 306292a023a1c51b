namespace Versori.Connectors.Generation.Planning;

/// <summary>The ids of questions. Those that end in a colon are followed by what the question is about.</summary>
internal static class QuestionIds
{
    public const string BaseUrl = "base-url", Server = "server", Auth = "auth", Purpose = "purpose", Words = "words";
    public const string SameKey = "same-key", Origin = "origin:", KeyWord = "key-word:", TokenUrl = "token-url:";
    public const string Offline = "offline:", Deprecated = "deprecated:", Write = "write:", Chat = "chat:";
    public const string Items = "items:", Use = "use:", Known = "known:", Missing = "missing:";

    public const string Yes = "yes", No = "no", None = "none";

    /// <summary>Whether the answer explains the requirements.</summary>
    public static bool IsExplanation(string id) =>
        id is Purpose or Words
        || id.StartsWith(Chat, StringComparison.Ordinal)
        || id.StartsWith(Missing, StringComparison.Ordinal);
}
