using System.Security.Cryptography;
using System.Text;

namespace Versori.Connectors.AI.Naming;

/// <summary>
/// Names that every model accepts: 1 to 64 characters of <c>A-Z a-z 0-9 _ -</c>, of which the first is a letter or
/// <c>_</c>. They are unique without regard to case.
/// </summary>
internal static class LegalNames
{
    public const int MaximumLength = 64;

    // 40 bits: two of a million names are equal with a probability of one half, and are then made again.
    private const int HashLength = 8;

    private const string HashDigits = "abcdefghijklmnopqrstuvwxyz234567";

    /// <summary>Whether a name is legal.</summary>
    public static bool IsLegal(string name) =>
        name.Length is > 0 and <= MaximumLength
        && (char.IsAsciiLetter(name[0]) || name[0] == '_')
        && name.All(IsLegal);

    /// <summary>
    /// Assigns a legal name to each original. A legal original keeps its name, unless another one differs from it by
    /// case only. Of others, illegal characters become <c>_</c>; if the result is taken or too long, it ends with a
    /// hash of the original. So another original changes a name only if both would have the same one.
    /// </summary>
    /// <param name="originals">The originals. Equal ones have one name.</param>
    /// <param name="taken">Names that cannot be assigned.</param>
    /// <param name="prefix">Comes before each name; legal, or empty.</param>
    /// <returns>The names by their originals.</returns>
    public static Dictionary<string, string> Assign(
        IEnumerable<string> originals, IEnumerable<string>? taken = null, string prefix = "")
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        var used = new HashSet<string>(taken ?? [], StringComparer.OrdinalIgnoreCase);
        var candidates = originals
            .Distinct(StringComparer.Ordinal)
            .Select(original => (Original: original, Name: Clean(prefix + original), Wanted: prefix + original))
            .GroupBy(item => item.Name, StringComparer.OrdinalIgnoreCase)
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .ToArray();
        foreach (var group in candidates)
        {
            var members = group.ToArray();
            var owners = members.Where(item => item.Name == item.Wanted).Take(2).ToArray();
            var owner = owners is [var only] ? only.Original
                : owners.Length == 0 && members.Length == 1 && KeepsMeaning(members[0].Name, members[0].Wanted)
                    ? members[0].Original
                    : null;
            if (owner is not null && used.Add(group.Key)) names[owner] = members.First(m => m.Original == owner).Name;
        }

        // Hashed names come after all others, so that they never take the name of one that keeps its own.
        foreach (var (original, name, _) in candidates
            .SelectMany(group => group)
            .Where(item => !names.ContainsKey(item.Original))
            .OrderBy(item => item.Original, StringComparer.Ordinal))
        {
            names[original] = Hashed(original, name, used);
        }

        return names;
    }

    // A name that is cut, or of which nothing is left, would stand for others too.
    private static bool KeepsMeaning(string name, string wanted) =>
        wanted.Length <= MaximumLength && name.Any(char.IsAsciiLetterOrDigit);

    private static string Hashed(string original, string name, HashSet<string> used)
    {
        var stem = name[..Math.Min(name.Length, MaximumLength - HashLength - 1)];
        for (var round = 0; ; round++)
        {
            var hashed = $"{stem}_{Hash(original, round)}";
            if (used.Add(hashed)) return hashed;
        }
    }

    private static string Hash(string text, int round)
    {
        // Half of a surrogate pair is no text: UTF-16 keeps it.
        var bytes = SHA256.HashData(Encoding.Unicode.GetBytes(round == 0 ? text : $"{text}\n{round}"));
        return string.Create(HashLength, bytes, static (digits, hash) =>
        {
            for (var at = 0; at < digits.Length; at++) digits[at] = HashDigits[hash[at] & 31];
        });
    }

    private static string Clean(string original)
    {
        var name = new StringBuilder(Math.Min(original.Length, MaximumLength) + 1);
        foreach (var character in original)
        {
            if (name.Length == MaximumLength) break;
            if (IsLegal(character)) name.Append(character);
            else if (name.Length > 0 && name[^1] != '_') name.Append('_');
        }

        while (name.Length > 0 && name[^1] == '_' && !original.EndsWith('_')) name.Length--;
        if (name.Length == 0) return "_";
        if (!char.IsAsciiLetter(name[0]) && name[0] != '_') name.Insert(0, '_');
        if (name.Length > MaximumLength) name.Length = MaximumLength;
        return name.ToString();
    }

    private static bool IsLegal(char character) => char.IsAsciiLetterOrDigit(character) || character is '_' or '-';
}
