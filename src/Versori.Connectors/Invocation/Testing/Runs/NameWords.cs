using System.Text;

namespace Versori.Connectors.Invocation;

/// <summary>Compares names of parameters, fields and resources, however they are written.</summary>
internal static class NameWords
{
    /// <summary>The words of a name in lower case, such as <c>customerId</c> or <c>customer_id</c>.</summary>
    public static List<string> Split(string name)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        for (var i = 0; i < name.Length; i++)
        {
            var character = name[i];
            var isNew = char.IsUpper(character) && i > 0
                && (char.IsLower(name[i - 1]) || (i + 1 < name.Length && char.IsLower(name[i + 1])));
            if (isNew || !char.IsLetterOrDigit(character)) End();
            if (char.IsLetterOrDigit(character)) word.Append(char.ToLowerInvariant(character));
        }

        End();
        return words;

        void End()
        {
            if (word.Length > 0) words.Add(word.ToString());
            word.Clear();
        }
    }

    /// <summary>The name without separators and in lower case.</summary>
    public static string Joined(string name) => string.Concat(Split(name));

    /// <summary>The singular of an English noun, as names of resources are formed.</summary>
    public static string Singular(string word) => word switch
    {
        _ when word.Length < 4 || word.EndsWith("ss", StringComparison.Ordinal) => word,
        "people" => "person",
        _ when word.EndsWith("ies", StringComparison.Ordinal) => $"{word[..^3]}y",
        _ when EndsWithAny(word, "sses", "xes", "ches", "shes", "zes") => word[..^2],
        _ when EndsWithAny(word, "us", "is") => word,
        _ when word.EndsWith('s') => word[..^1],
        _ => word,
    };

    private static bool EndsWithAny(string word, params ReadOnlySpan<string> endings)
    {
        foreach (var ending in endings)
        {
            if (word.EndsWith(ending, StringComparison.Ordinal)) return true;
        }

        return false;
    }
}
