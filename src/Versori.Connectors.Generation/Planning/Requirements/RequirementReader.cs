namespace Versori.Connectors.Generation.Planning;

/// <summary>
/// Reads requirements as clauses: "Create a payment intent and refund it" asks for two things, and "Mirror GitHub issues
/// into Jira" asks one thing of each system.
/// </summary>
/// <param name="names">The words of each system's name, by which it may be mentioned.</param>
internal sealed class RequirementReader(IReadOnlyList<IReadOnlySet<string>> names)
{
    private const double PrepositionWeight = 0.75, ParticipleWeight = 0.5, PossessorWeight = 0.6, ReferenceWeight = 0.3, MessageWeight = 0.3;

    private readonly List<Clause> _clauses = [];
    private List<string> _subject = [];

    public IReadOnlyList<Clause> Read(string requirements)
    {
        foreach (var words in new RequirementSplitter(IsName).Split(requirements)) Add(new(words, IsName));
        return _clauses;
    }

    private void Add(Sentence sentence)
    {
        var mentions = Mentions(sentence.Words);
        if (sentence.Content.Count == 0) return;
        var subjects = sentence.Objects;
        if (mentions.Select(mention => mention.Source).Distinct().Count() > 1 && !sentence.IsCondition)
        {
            foreach (var role in SystemRoles.Of(sentence, mentions)) Add(sentence, role.Intent, role.Subjects, role.Others, [role.Source]);
        }
        else
        {
            Add(sentence, IntentOf(sentence, mentions), subjects, sentence.Nouns(_ => true), [.. mentions.Select(mention => mention.Source).Distinct()]);
        }

        if (subjects.Count > 0) _subject = subjects;
        else if (sentence.Nouns(_ => true) is { Count: > 0 } nouns) _subject = nouns;
    }

    private void Add(Sentence sentence, Intent intent, List<string> subjects, List<string> others, IReadOnlyList<int> sources)
    {
        var verb = sentence.Verb < 0 || (sentence.IsCondition && Vocabulary.IntentOf(sentence.Words[sentence.Verb]) != Intent.Unknown) ? null : sentence.Words[sentence.Verb];
        var isRead = intent is Intent.List or Intent.Get;
        // Who is told something is not what it is done to: that is a message.
        if (verb is not null && !isRead && (Vocabulary.IsNotifying(verb) || (Vocabulary.IsSending(verb) && sources.Count == 1 && sentence.IsMoveBetween)))
        {
            (subjects, others) = ([Vocabulary.Term("message")], [.. subjects, .. others]);
        }

        var terms = Weigh(sentence, verb, subjects, others);
        if (verb is not null && !isRead && Vocabulary.IsSending(verb)) terms.TryAdd(Vocabulary.Term("message"), MessageWeight);
        IEnumerable<string> about = sentence.IsPossessive ? subjects.Concat(_subject) : subjects;
        _clauses.Add(new(string.Join(' ', sentence.Words), intent, terms, [.. about], verb is null ? null : Vocabulary.Term(verb), sources));
    }

    private Intent IntentOf(Sentence sentence, List<(int Source, int At)> mentions)
    {
        // Events are read: "when an issue is created" needs a list of issues.
        if (sentence.IsCondition) return Intent.List;
        // "Issues and comments" are two things to list: what has no verb of its own does what was done before it.
        if (sentence.Verb < 0) return _clauses.LastOrDefault()?.Intent ?? Intent.Unknown;
        var intent = Vocabulary.IntentOf(sentence.Words[sentence.Verb]);
        if (intent == Intent.Unknown && sentence.IsMove)
        {
            return mentions.Count > 0 ? SystemRoles.IsTarget(sentence, mentions[0].At) ? Intent.Create : Intent.List
                : Vocabulary.IsMoveWithinSystem(sentence.Words[sentence.Verb]) ? Intent.Act
                : intent;
        }

        if (intent == Intent.Unknown) return Vocabulary.IsNotifying(sentence.Words[sentence.Verb]) ? Intent.Create : Intent.Act;
        // "Get the issues" asks for a list of them.
        var isPlural = sentence.Content.Any(at => at > sentence.Verb && sentence.Preposition(at) is null && Vocabulary.IsPlural(sentence.Words[at]));
        return intent == Intent.Get && isPlural ? Intent.List : intent;
    }

    private Dictionary<string, double> Weigh(Sentence sentence, string? verb, List<string> subjects, List<string> others)
    {
        var terms = subjects.ToDictionary(noun => noun, _ => 1.0, StringComparer.Ordinal);
        var further = subjects.Count > 0 ? PrepositionWeight : 1;
        foreach (var noun in others) terms.TryAdd(noun, sentence.IsParticiple(noun) ? ParticipleWeight : further);
        var hasNouns = terms.Count > 0;
        // A verb says what to do, and counts as a word as well: the more, the less is said of what it is done to.
        if (verb is not null && (!Vocabulary.IsMove(verb) || Vocabulary.IntentOf(verb) != Intent.Unknown || (Vocabulary.IsMoveWithinSystem(verb) && !sentence.IsMoveBetween)))
        {
            terms.TryAdd(Vocabulary.Term(verb), Vocabulary.IsNotifying(verb) ? MessageWeight : !hasNouns || (subjects.Count == 0 && !Vocabulary.IsGeneral(verb)) ? 1 : Vocabulary.WeightOfVerb(verb));
        }

        if (hasNouns && !sentence.RefersBack) return terms;
        var reference = !hasNouns && verb is null ? 1 : sentence.IsPossessive ? PossessorWeight : ReferenceWeight;
        foreach (var noun in _subject) terms.TryAdd(noun, reference);
        return terms;
    }

    private bool IsName(string word) => names.Any(own => own.Contains(word));

    private List<(int Source, int At)> Mentions(List<string> words) =>
        [.. from at in Enumerable.Range(0, words.Count)
            from source in Enumerable.Range(0, names.Count)
            where names[source].Contains(words[at])
            select (source, at)];
}
