using System.Text.RegularExpressions;
using Versori.Connectors.Generation.Reading;

namespace Versori.Connectors.Generation.Sources;

/// <summary>Tells the segments of recorded paths that are values from those that are words.</summary>
internal static partial class HarSegments
{
    /// <summary>Stands for a value within a segment.</summary>
    public const string Value = "{}";

    /// <summary>Replaces the values of an entry's path by their form: numbers, ids, keys.</summary>
    public static void MaskByForm(HarEntry entry)
    {
        for (var i = 0; i < entry.Segments.Length; i++)
        {
            var followsCredential = i > 0 && CredentialNames.IsCredential(entry.Segments[i - 1])
                && i == entry.Segments.Length - 1 && entry.Segments[i].Length > 0;
            entry.Segments[i] = followsCredential && !IsAction(entry.Segments[i])
                ? Value
                : Masked(entry.Segments[i]);
        }
    }

    /// <summary>
    /// Replaces the values that vary: names after the name of a collection (<c>/users/alice</c>, <c>/users/bob</c>), if
    /// their responses have the same shape.
    /// </summary>
    /// <param name="entries">The entries.</param>
    /// <param name="signature">Returns the shape of an entry's response; empty if it tells nothing.</param>
    public static void MaskByVariation(IReadOnlyList<HarEntry> entries, Func<HarEntry, string> signature)
    {
        var values = new HashSet<string>(StringComparer.Ordinal);
        foreach (var position in Enumerable.Range(1, 20))
        {
            var candidates = entries.Where(entry => IsCandidate(entry, position)).ToList();
            var groups = candidates.GroupBy(entry => Around(entry, position), StringComparer.Ordinal);
            foreach (var group in groups)
            {
                var ofShape = group
                    .Select(entry => (Entry: entry, Signature: signature(entry)))
                    .Where(item => item.Signature.Length > 0)
                    .GroupBy(item => item.Signature, StringComparer.Ordinal);
                foreach (var same in ofShape)
                {
                    var distinct = same.Select(item => item.Entry.Segments[position])
                        .Distinct(StringComparer.Ordinal)
                        .ToList();
                    if (distinct.Count < 2) continue;
                    var prefix = Prefix(same.First().Entry, position);
                    values.UnionWith(distinct.Select(value => $"{prefix}/{value}"));
                }
            }

            // A name that varies in one request is the same name in all others.
            foreach (var entry in entries)
            {
                if (entry.Segments.Length <= position) continue;
                if (values.Contains($"{Prefix(entry, position)}/{entry.Segments[position]}"))
                    entry.Segments[position] = Value;
            }
        }
    }

    /// <summary>Returns the path with names for its values, and the names.</summary>
    public static (string Path, IReadOnlyList<string> Names) Named(IReadOnlyList<string> segments)
    {
        var unique = new UniqueNames();
        var names = new List<string>();
        var path = new List<string>();
        foreach (var (index, segment) in segments.Index())
        {
            if (!segment.Contains(Value, StringComparison.Ordinal))
            {
                path.Add(segment);
                continue;
            }

            var before = segment[..segment.IndexOf(Value, StringComparison.Ordinal)].TrimEnd('(');
            var noun = before.Length > 0 ? before : index > 0 ? segments[index - 1] : "";
            var name = unique.Take(NameOf(noun), separator: "");
            names.Add(name);
            path.Add(segment.Replace(Value, $"{{{name}}}", StringComparison.Ordinal));
        }

        return ("/" + string.Join('/', path), names);
    }

    /// <summary>Returns the singular of a word of a path.</summary>
    public static string Singular(string word)
    {
        if (word.EndsWith("ies", StringComparison.OrdinalIgnoreCase) && word.Length > 4) return word[..^3] + "y";
        var isSibilant = word.EndsWith("sses", StringComparison.OrdinalIgnoreCase)
            || word.EndsWith("xes", StringComparison.OrdinalIgnoreCase)
            || word.EndsWith("ches", StringComparison.OrdinalIgnoreCase)
            || word.EndsWith("shes", StringComparison.OrdinalIgnoreCase);
        if (isSibilant) return word[..^2];
        return IsPlural(word) ? word[..^1] : word;
    }

    /// <summary>Whether a word names a collection.</summary>
    public static bool IsPlural(string word) => word.Length > 2
        && word.EndsWith('s')
        && !word.EndsWith("ss", StringComparison.Ordinal)
        && !word.EndsWith("us", StringComparison.Ordinal)
        && !word.EndsWith("is", StringComparison.Ordinal);

    private static string Masked(string segment)
    {
        if (segment.Length == 0 || !OpaqueText.IsSegment(segment))
            return OpaqueText.IsToken(segment) ? Value : segment;
        // Users(12): OData.
        if (Call().Match(segment) is { Success: true } call) return $"{call.Groups["name"].Value}({Value})";
        // 12.json, 12:cancel.
        if (WithEnd().Match(segment) is { Success: true } end && !OpaqueText.IsSegment(end.Groups["end"].Value[1..]))
            return Value + end.Groups["end"].Value;
        return Value;
    }

    private static bool IsAction(string segment) =>
        segment is "refresh" or "revoke" or "verify" or "validate" or "introspect" or "new" or "list" or "me"
            or "login" or "logout" or "status" or "info" or "current" or "callback" or "token" or "reset";

    private static bool IsCandidate(HarEntry entry, int position)
    {
        if (entry.Segments.Length <= position) return false;
        var (previous, segment) = (entry.Segments[position - 1], entry.Segments[position]);
        return segment.Length > 0 && !segment.Contains(Value, StringComparison.Ordinal)
            && (IsPlural(previous) || previous == Value);
    }

    private static string Around(HarEntry entry, int position) => string.Join('/', [
        entry.Method, .. entry.Segments[..position], "*", .. entry.Segments[(position + 1)..],
    ]);

    private static string Prefix(HarEntry entry, int position) => string.Join('/', entry.Segments[..position]);

    private static string NameOf(string noun)
    {
        var words = noun.Split(['-', '_', '.', ':', '~', '$', ' '], StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 0 || noun.Contains('{', StringComparison.Ordinal)) return "id";
        words[^1] = Singular(words[^1]);
        var name = string.Concat(words.Select((word, at) =>
            (at == 0 ? char.ToLowerInvariant(word[0]) : char.ToUpperInvariant(word[0])) + word[1..]));
        return name + "Id";
    }

    [GeneratedRegex(@"^(?<name>[A-Za-z]{1,40})\((?<value>[^()]*)\)\z", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex Call();

    [GeneratedRegex(@"^[^.:]+(?<end>[.:][A-Za-z]{2,20})\z", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex WithEnd();
}
