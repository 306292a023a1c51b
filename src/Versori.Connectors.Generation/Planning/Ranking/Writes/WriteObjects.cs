using System.Collections.Frozen;

namespace Versori.Connectors.Generation.Planning;

/// <summary>Finds what the object of a clause that writes may be called in a source.</summary>
internal static class WriteObjects
{
    private const double PhraseWeight = 0.9, Meaning = 0.5;

    // "A customer record" is a customer.
    private static readonly FrozenSet<string> General = (
        "record entry item object thing data element instance info information detail one resource")
        .Split(' ')
        .Select(Vocabulary.Term)
        .ToFrozenSet(StringComparer.Ordinal);

    /// <summary>
    /// Returns the terms that stand for the object. The thing itself decides: "a payment link" is no payment where the
    /// source has links.
    /// </summary>
    public static HashSet<string> TermsOf(Clause clause, EndpointIndex index)
    {
        var things = ThingsOf(clause, index);
        var terms = things.ToHashSet(StringComparer.Ordinal);
        // "Tag cloud" may be no command: another word for "cloud" is too little then.
        if (things.Count == 0 || clause.IsBare) return terms;
        foreach (var group in clause.Concepts)
        {
            if (group.Own is { } own ? !things.Contains(own) : group.IsPlace || group.Weight < PhraseWeight) continue;
            terms.UnionWith(group.Members.Where(member => member.Strength >= Meaning).Select(member => member.Term));
        }

        return terms;
    }

    /// <summary>Returns the words for the object itself, without those that only may stand for it.</summary>
    public static HashSet<string> ThingsOf(Clause clause, EndpointIndex index)
    {
        if (clause.Heads.Count == 0) return [];
        var things = clause.Heads.Where(head => !General.Contains(head)).ToHashSet(StringComparer.Ordinal);
        if (things.Count == 0) return [];
        return things.Any(thing => IsKnown(thing, index)) ? things : [.. clause.Subjects];
    }

    private static bool IsKnown(string thing, EndpointIndex index) =>
        index.KeyShare(thing) > 0 || Concepts.Of(thing).Any(other => index.KeyShare(other.Term) > 0);
}
