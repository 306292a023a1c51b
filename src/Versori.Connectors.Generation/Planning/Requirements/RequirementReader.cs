using Versori.Connectors.Generation.Reading;

namespace Versori.Connectors.Generation.Planning;

/// <summary>
/// Reads requirements as clauses. "Create a payment intent and refund it" has two operations. "Mirror GitHub issues
/// into Jira" has one operation for each system.
/// </summary>
/// <param name="names">The words that identify each system.</param>
/// <param name="owner">The only system that has a term in its names; -1 if there is none or several.</param>
/// <param name="isKnown">Whether a system has things of a name.</param>
/// <param name="named">What the requirements name in particular.</param>
/// <param name="work">Counts the work, and ends it when the caller cancels.</param>
internal sealed class RequirementReader(
    IReadOnlyList<IReadOnlySet<string>> names,
    Func<string, int> owner,
    Func<string, bool> isKnown,
    ProperNames named,
    Work work)
{
    private const int MaximumClauses = 1000;

    private const double PrepositionWeight = 0.75;
    private const double ParticipleWeight = 0.5;
    private const double PossessorWeight = 0.6;
    private const double ReferenceWeight = 0.6;
    private const double MessageWeight = 0.3, HeadWeight = 0.3;

    private static readonly string Account = Vocabulary.Term("account"), User = Vocabulary.Term("user");

    private readonly List<Clause> _clauses = [];

    // The subject of the last clause, which words such as "it" refer back to.
    private List<string> _subject = [];

    private RequirementPart _part;

    // The systems that no part names.
    private HashSet<int> _unnamed = [];

    public IReadOnlyList<Clause> Read(string requirements)
    {
        var all = Words.Split(requirements);
        _unnamed = [.. Enumerable.Range(0, names.Count).Where(source => !all.Exists(names[source].Contains))];
        foreach (var part in new RequirementSplitter(IsName).Split(requirements))
        {
            foreach (var _ in part.Words) work.Step();
            _part = part;
            Add(new(part.Words, IsName));
            if (_clauses.Count > MaximumClauses) throw RequirementErrors.TooManyParts(MaximumClauses);
        }

        return _clauses;
    }

    private void Add(Sentence sentence)
    {
        var mentions = Mentions(sentence.Words);
        var isNamed = mentions.Count > 0;
        if (sentence.Content.Count == 0) return;
        var subjects = sentence.Objects;
        var sources = mentions.Select(mention => mention.Source).Distinct().ToList();
        // "…, with the customer as contact" belongs to what was said before.
        if (sources.Count == 0 && sentence.Verb < 0 && _clauses.Count > 0) sources = [.. _clauses[^1].Sources];
        // "Create a ticket from every message": the systems are known by what they have.
        var isUnnamed = mentions.Count == 0 && names.Count > 1 && sentence.Verb >= 0 && !_part.IsQuestion;
        if (isUnnamed && Owned(sentence) is { Count: > 1 } owned)
        {
            mentions = owned;
            sources = [.. owned.Select(mention => mention.Source)];
        }

        if (sources.Count > 1 && !sentence.IsCondition)
        {
            foreach (var role in SystemRoles.Of(sentence, mentions))
            {
                Add(sentence, role.Intent, role.Subjects, role.Others, [role.Source]);
            }
        }
        else
        {
            var intent = IntentOf(sentence, mentions);
            // "Add everyone as a contact": what is created is a contact.
            var results = intent == Intent.Create ? sentence.Nouns(at => sentence.Preposition(at) == "as") : [];
            var others = sentence.Nouns(_ => true);
            // "Turn the entries into issues" creates issues.
            if (intent == Intent.Act && sentence.Verb >= 0 && sentence.Words[sentence.Verb] == "convert"
                && sentence.Nouns(at => sentence.Preposition(at) == "into" && isKnown(sentence.Words[at]))
                    is { Count: > 0 } outcome)
            {
                intent = Intent.Create;
                results = outcome;
                others = [];
            }

            Add(sentence, intent, results.Count > 0 ? results : subjects, others, sources);
        }

        if (isNamed) AddUnnamed(sentence);
        if (sentence.Verb >= 0) AddImplied(sentence, sources);
        // "It" may also be what the verb makes: "book a room and cancel it" cancels the booking.
        var made = sentence.Verb >= 0 ? sentence.Words[sentence.Verb] : "";
        var isMade = !Vocabulary.IsGeneral(made) && Vocabulary.IntentOfWish(made) == Intent.Create;
        if (subjects.Count > 0)
        {
            _subject = isMade ? [.. subjects.Union([Vocabulary.Term(made)], StringComparer.Ordinal)] : subjects;
        }
        else if (sentence.Nouns(_ => true) is { Count: > 0 } nouns)
        {
            _subject = nouns;
        }
    }

    private void Add(
        Sentence sentence, Intent intent, List<string> subjects, List<string> others, IReadOnlyList<int> sources)
    {
        var verb = VerbOf(sentence);
        var changesSomething = intent is not (Intent.List or Intent.Get);
        // "Add all tracks of the album" adds tracks.
        if (changesSomething && sentence.HeadsOf(subjects) is { Count: > 0 } heads && heads.Count < subjects.Count)
        {
            others = [.. subjects.Except(heads, StringComparer.Ordinal), .. others];
            subjects = heads;
        }

        // "Make the newcomer an account": a person's account is a user.
        if (changesSomething && subjects.Contains(Account) && sentence.Words.Exists(Vocabulary.IsPerson))
        {
            subjects = [User, .. subjects];
        }

        var message = Vocabulary.Term("message");
        if (verb is not null && changesSomething && IsAboutMessage(sentence, verb, sources))
        {
            // The object of the verb is the recipient. The operation's object is a message.
            others = [.. subjects, .. others];
            subjects = [Commands.Way(sentence) ?? (Vocabulary.IsMailing(verb) ? Vocabulary.Term("email") : message)];
        }

        var terms = Weigh(sentence, verb, subjects, others);
        if (verb is not null && changesSomething && Vocabulary.IsSending(verb)) terms.TryAdd(message, MessageWeight);
        var isAboutBefore = sentence.IsPossessive || (subjects.Count == 0 && sentence.RefersBack);
        IReadOnlyCollection<string> about = isAboutBefore ? [.. subjects, .. _subject] : [.. subjects];
        var things = sentence.Heads.Intersect(about, StringComparer.Ordinal).ToList();
        // "Update its status" changes the order, but "rate their mood" is about the mood.
        var isWhole = isAboutBefore && (subjects.Count == 0 || intent is not (Intent.Create or Intent.Act));
        if (things.Count == 0 || isWhole) things = [.. about];
        // "Follow Zadie Smith" does not say what kind of thing that is.
        things.RemoveAll(thing => IsProperName(sentence, thing));
        var action = verb is null ? null : Vocabulary.Term(verb);
        // "Can we close them?" asks for a change, though a question never makes one.
        if (_part.IsQuestion && !sentence.IsModalRequest) intent = Intent.List;
        _clauses.Add(new(
            string.Join(' ', sentence.Words),
            intent,
            terms,
            [.. ConceptReader.Read(sentence.Words, terms, IsName, sentence.IsPlace), .. PersonIn(sentence)],
            about,
            things,
            action,
            verb is not null && (Sentence.IsKnownVerb(verb) || Vocabulary.IsNotifying(verb) || subjects.Count == 0),
            sentence.IsBare,
            _part.IsQuestion || Commands.AsksNothing(sentence) || Commands.IsPurpose(sentence),
            _part.IsNegated || Commands.Excludes(sentence),
            IsImplied: (sentence.IsCondition && sentence.Nouns(_ => true).Count == 0) || Commands.IsPurpose(sentence),
            sources));
    }

    private bool IsProperName(Sentence sentence, string term) =>
        sentence.Words.Exists(word => named.Words.Contains(word) && Vocabulary.Term(word) == term && !isKnown(word));

    // "Sofia Coppola" is a person, also if the requirement does not say so.
    private IEnumerable<ConceptGroup> PersonIn(Sentence sentence) =>
        sentence.Words.Exists(named.Persons.Contains) ? [ConceptReader.Person] : [];

    // "Put the sales invoices into the Box folder": the other system is known by its invoices, which are read.
    private void AddUnnamed(Sentence sentence)
    {
        if (_unnamed.Count == 0 || _part.IsNegated) return;
        foreach (var (source, at) in Owned(sentence).Where(mention => _unnamed.Contains(mention.Source)))
        {
            var own = Vocabulary.Term(sentence.Words[at + 1]);
            var others = sentence.Nouns(_ => true);
            others.Remove(own);
            Add(sentence, Intent.List, [own], others, [source]);
        }
    }

    // "For every new repository" needs the list of repositories.
    private void AddImplied(Sentence sentence, IReadOnlyList<int> sources)
    {
        if (_part.IsNegated) return;
        foreach (var noun in sentence.Quantified())
        {
            var term = Vocabulary.Term(noun);
            var terms = new Dictionary<string, double>(StringComparer.Ordinal) { [term] = 1 };
            var concepts = ConceptReader.Read([noun], terms, IsName, _ => false);
            _clauses.Add(new(
                noun,
                Intent.List,
                terms,
                concepts,
                [term],
                [term],
                Action: null,
                IsKnownVerb: false,
                IsBare: false,
                IsQuestion: false,
                IsNegated: false,
                IsImplied: true,
                sources));
        }
    }

    // The verb of a condition is only used if it is not a known operation.
    private static string? VerbOf(Sentence sentence)
    {
        if (sentence.Verb < 0) return null;
        var verb = sentence.Words[sentence.Verb];
        return sentence.IsCondition && Vocabulary.IntentOfWish(verb) != Intent.Unknown ? null : verb;
    }

    private bool IsAboutMessage(Sentence sentence, string verb, IReadOnlyList<int> sources)
    {
        if (Vocabulary.IsNotifying(verb) || (Vocabulary.IsMailing(verb) && isKnown("email"))) return true;
        return Vocabulary.IsSending(verb) && sources.Count == 1 && sentence.IsMoveBetween;
    }

    private Intent IntentOf(Sentence sentence, List<(int Source, int At)> mentions)
    {
        // Events are found by reading: "when an issue is created" needs a list of issues.
        if (sentence.IsCondition) return Intent.List;
        // A clause without a verb has the operation of the previous clause: "list issues and comments" lists both.
        if (sentence.Verb < 0)
        {
            if (Evaluations.HeadOf(sentence.Words) is not null) return Intent.List;
            if (_clauses.FindLast(clause => !clause.IsImplied) is not { } before) return Intent.Unknown;
            var writes = before.Intent is not (Intent.List or Intent.Get or Intent.Unknown);
            // What must not happen to one thing does not happen to the next either.
            var ends = !_part.Continues || before.IsQuestion || before.IsNegated || Commands.States(sentence);
            return writes && ends ? Intent.List : before.Intent;
        }

        var intent = Vocabulary.IntentOfWish(sentence.Words[sentence.Verb]);
        // "Import the orders into our database" reads them.
        if (mentions.Count == 0 && OutsideStores.IsTarget(sentence, isKnown)) return Intent.List;
        if (Evaluations.Sorts(sentence.Words, sentence.Verb) || Commands.Reads(sentence)) return Intent.List;
        if (mentions.Count == 0 && Commands.TellsSpeaker(sentence)) return Intent.List;
        var followsReading = _part.Continues && _clauses.Count > 0 && _clauses[^1].Intent is Intent.List or Intent.Get;
        if (followsReading && Commands.IsOnlyNoun(sentence)) return Intent.List;
        if (Commands.IsEvent(sentence) || Commands.IsAboutDeed(sentence)) return Intent.List;
        var makes = intent is not (Intent.Delete or Intent.List or Intent.Get)
            && (Evaluations.Makes(sentence.Words, sentence.BeforeObject, isKnown)
                || Evaluations.EndsIn(sentence.Words, sentence.Verb, isKnown));
        if (makes) return Intent.List;
        if (intent == Intent.Unknown && sentence.IsMove)
        {
            if (mentions.Count > 0) return SystemRoles.IsTarget(sentence, mentions[0].At) ? Intent.Create : Intent.List;
            return Vocabulary.IsMoveWithinSystem(sentence.Words[sentence.Verb]) ? Intent.Act : intent;
        }

        if (intent == Intent.Unknown)
        {
            return Vocabulary.IsNotifying(sentence.Words[sentence.Verb]) ? Intent.Create : Intent.Act;
        }

        // "Look up a single customer" needs one, "get the issues" needs a list.
        if (intent == Intent.List && sentence.Words.Exists(IsSingle)) return Intent.Get;
        return intent == Intent.Get && HasPluralObject(sentence) ? Intent.List : intent;
    }

    private static bool IsSingle(string word) => word is "single" or "particular" or "specific" or "given" or "certain";

    private static bool HasPluralObject(Sentence sentence) => sentence.Content.Any(at =>
        at > sentence.Verb && sentence.Preposition(at) is null && Vocabulary.IsPlural(sentence.Words[at]));

    private Dictionary<string, double> Weigh(
        Sentence sentence, string? verb, List<string> subjects, List<string> others)
    {
        var terms = subjects.ToDictionary(noun => noun, _ => 1.0, StringComparer.Ordinal);
        var further = subjects.Count > 0 ? PrepositionWeight : 1;
        foreach (var noun in others) terms.TryAdd(noun, sentence.IsParticiple(noun) ? ParticipleWeight : further);
        var hasNouns = terms.Count > 0;
        if (verb is not null && IsTerm(verb, sentence))
        {
            terms.TryAdd(Vocabulary.Term(verb), WeightOf(verb, hasNouns, hasSubject: subjects.Count > 0));
        }

        // "A report of the refunds" is about refunds.
        var head = sentence.Verb < 0 ? Evaluations.HeadOf(sentence.Words) : null;
        if (head is not null && terms.Count > 1 && terms.ContainsKey(Vocabulary.Term(head)))
        {
            terms[Vocabulary.Term(head)] = HeadWeight;
        }

        if (hasNouns && !sentence.RefersBack) return terms;
        var reference = !hasNouns && verb is null ? 1 : sentence.IsPossessive ? PossessorWeight : ReferenceWeight;
        foreach (var noun in _subject) terms.TryAdd(noun, reference);
        return terms;
    }

    // A verb is also a term, unless it only moves something from one system to another.
    private static bool IsTerm(string verb, Sentence sentence) =>
        !Vocabulary.IsMove(verb)
        || Vocabulary.IntentOfWish(verb) != Intent.Unknown
        || (Vocabulary.IsMoveWithinSystem(verb) && !sentence.IsMoveBetween);

    // The less the sentence states about the object, the more weight the verb has.
    private static double WeightOf(string verb, bool hasNouns, bool hasSubject)
    {
        if (Vocabulary.IsNotifying(verb)) return MessageWeight;
        var isAlone = !hasNouns || (!hasSubject && !Vocabulary.IsGeneral(verb));
        return isAlone ? 1 : Vocabulary.WeightOfVerb(verb);
    }

    // The position before the first noun of each system, as if the system's name were there.
    private List<(int Source, int At)> Owned(Sentence sentence) =>
    [
        .. sentence.Content.Where(at => at != sentence.Verb && at > 0)
            .Select(at => (Source: owner(Vocabulary.Term(sentence.Words[at])), At: at - 1))
            .Where(mention => mention.Source >= 0)
            .DistinctBy(mention => mention.Source),
    ];

    private bool IsName(string word) => names.Any(own => own.Contains(word));

    private List<(int Source, int At)> Mentions(List<string> words) =>
        [.. from at in Enumerable.Range(0, words.Count)
            from source in Enumerable.Range(0, names.Count)
            where names[source].Contains(words[at])
            select (source, at)];
}
