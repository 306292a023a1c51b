using System.Text.RegularExpressions;

namespace Versori.Connectors.Generation.Chat;

/// <summary>Reads messages without a chat client: only what a few clear words say.</summary>
internal static partial class MessageWords
{
    /// <summary>Returns what a message is about.</summary>
    public static MessageKind KindOf(string message, ConversationMode mode)
    {
        if (Scopes().IsMatch(message) && IsQuestion(message, mode)) return MessageKind.Scopes;
        if (Why().IsMatch(message)) return MessageKind.Reasons;
        if (MethodTypes(message).Count > 0 && (Use().IsMatch(message) || IsQuestion(message, mode)))
            return MessageKind.Authentication;
        if (AboutAuthentication().IsMatch(message) && IsQuestion(message, mode)) return MessageKind.Authentication;
        if (ReceivedWebhooks().IsMatch(message) || (Webhook().IsMatch(message) && IsQuestion(message, mode)))
            return MessageKind.Webhooks;
        return mode != ConversationMode.Ask && IsRemoval(message) ? MessageKind.Removal : MessageKind.Need;
    }

    /// <summary>Returns the kinds of auth methods that a message names.</summary>
    public static IReadOnlyList<Type> MethodTypes(string message)
    {
        // "Instead of OAuth" names what is not wanted.
        var text = InsteadOf().Replace(message, " ");
        var types = new List<Type>();
        if (ApiKey().IsMatch(text)) types.Add(typeof(ApiKeyAuth));
        if (Bearer().IsMatch(text)) types.Add(typeof(BearerAuth));
        if (Basic().IsMatch(text)) types.Add(typeof(BasicAuth));
        if (OAuth().IsMatch(text)) types.Add(typeof(OAuth2Auth));
        return types;
    }

    public static bool IsQuestion(string message, ConversationMode mode) =>
        mode == ConversationMode.Ask || message.TrimEnd().EndsWith('?') || Question().IsMatch(message);

    /// <summary>Whether a message names something that happens, of which a webhook can tell.</summary>
    public static bool HasCondition(string message) => Condition().IsMatch(message);

    public static bool IsRemoval(string message) => Remove().IsMatch(message);

    /// <summary>Returns what is left out: the words after the verb.</summary>
    public static string Object(string message) => Remove().Replace(message, "list ");

    private const RegexOptions Options =
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;

    [GeneratedRegex(@"\b(scopes?|permissions?)\b", Options, 1000)]
    private static partial Regex Scopes();

    [GeneratedRegex(@"^\W*why\b|\bwhat (is|are) .{1,80} for\b", Options, 1000)]
    private static partial Regex Why();

    [GeneratedRegex(@"^\W*(which|what|who|how|where|is|are|does|do|can|could)\b", Options, 1000)]
    private static partial Regex Question();

    // "With" alone also joins what is listed to something else: "list API keys with their owners".
    [GeneratedRegex(
        @"\b(use|using|switch|change to|authenticate|sign in|connect|prefer|instead)\b|^\W*(with|via)\b",
        Options,
        1000)]
    private static partial Regex Use();

    [GeneratedRegex(@"\b(auth|authenticat\w+|sign[- ]?in|log[- ]?in|credentials?)\b", Options, 1000)]
    private static partial Regex AboutAuthentication();

    private const string Removing = @"remove|drop|leave out|stop receiving|no longer (need|use|receive)"
        + @"|(do not|don't) (need|use|receive)|take out";

    // Only at the beginning: "remove a member when they leave" is a need as well, but "when …, remove …" is none.
    [GeneratedRegex(@"^\W*((please|we|i)\s+)*(" + Removing + @")\s+", Options, 1000)]
    private static partial Regex Remove();

    [GeneratedRegex(@"\bwebhooks?\b", Options, 1000)]
    private static partial Regex Webhook();

    // "Create a webhook for a repository" and "list webhooks" are endpoints.
    [GeneratedRegex(
        @"^\W*((please|also|and|we|i)\s+)*(receive|accept|handle|listen (to|for)|subscribe to|use|add|want|need|"
            + Removing + @")\s+(\S+\s+){0,8}?webhooks?\b",
        Options,
        1000)]
    private static partial Regex ReceivedWebhooks();

    [GeneratedRegex(@"\b(when|whenever|as soon as|once|if|(each|every) time|on (new|each|every))\b", Options, 1000)]
    private static partial Regex Condition();

    [GeneratedRegex(@"\b(instead of|rather than|not)\s+(the\s+)?[\w.]+( keys?| tokens?| 2\.0)?", Options, 1000)]
    private static partial Regex InsteadOf();

    [GeneratedRegex(@"\bapi[- ]?keys?\b", Options, 1000)]
    private static partial Regex ApiKey();

    [GeneratedRegex(@"\bbearer\b|\b(access|personal access) tokens?\b", Options, 1000)]
    private static partial Regex Bearer();

    [GeneratedRegex(@"\bbasic auth\w*\b|\buser ?names? and passwords?\b", Options, 1000)]
    private static partial Regex Basic();

    [GeneratedRegex(@"\boauth( ?2(\.0)?)?\b", Options, 1000)]
    private static partial Regex OAuth();
}
