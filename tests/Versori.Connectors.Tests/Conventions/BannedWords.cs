using System.Text.RegularExpressions;

namespace Versori.Connectors.Tests.Conventions;

/// <summary>Words that names must not use, because the standards have another term for them.</summary>
internal static partial class BannedWords
{
    /// <summary>The words, each with the term of RFC 6749, RFC 9110 or .NET that is used instead.</summary>
    public static readonly IReadOnlyDictionary<string, string> Terms = Group(
        ("Response", ["Answer", "Answers", "Answered", "Answering"]),
        ("Request or Send", ["Ask", "Asks", "Asked", "Asker", "Asking"]),
        ("Return, Report, Notify or State", ["Tell", "Tells", "Told", "Telling"]),
        ("Extract", ["Pick", "Picks", "Picked", "Picker", "Picking"]),
        ("Refresh", ["Renew", "Renews", "Renewed", "Renewer", "Renewing", "Renewal", "Renewals"]),
        ("SignIn", ["Authorizing"]));

    /// <summary>Names about challenges and questions may use 'answer', those about conversations 'ask'.</summary>
    public static readonly IReadOnlyList<string> Exempt =
        ["Challenge", "Challenges", "Question", "Questions", "Conversation"];

    /// <summary>Returns the banned words in a name with their terms. Exempt names have none.</summary>
    /// <param name="name">The name in Pascal or camel case, with the names of the types that it belongs to.</param>
    public static IEnumerable<string> In(string name)
    {
        var words = Words().Matches(name).Select(match => match.Value).ToArray();
        return words.Any(word => Is(word, Exempt)) ? [] : words.Where(word => Terms.ContainsKey(word)).Distinct()
            .Select(word => $"{name}: '{word}' is '{Terms[word]}' here");
    }

    private static bool Is(string word, IEnumerable<string> words) =>
        words.Contains(word, StringComparer.OrdinalIgnoreCase);

    private static Dictionary<string, string> Group(params (string Term, string[] Words)[] groups) => groups
        .SelectMany(group => group.Words.Select(word => KeyValuePair.Create(word, group.Term)))
        .ToDictionary(StringComparer.OrdinalIgnoreCase);

    // A word of a name: 'tokenAnswer' contains 'token' and 'Answer', and 'Task' does not contain 'Ask'.
    [GeneratedRegex("[A-Z]+(?![a-z])|[A-Z][a-z]+|[a-z]+")]
    private static partial Regex Words();
}
