namespace Versori.Connectors.Generation.Planning;

/// <summary>
/// Splits requirements into clauses: "Create a payment intent and refund it" asks for two things, and "Mirror GitHub
/// issues into Jira" asks one thing of each system.
/// </summary>
/// <param name="names">The words of each system's name, by which it may be mentioned.</param>
internal sealed class RequirementReader(IReadOnlyList<IReadOnlySet<string>> names)
{
    private static readonly string[] Conjunctions = ["and", "then", "plus"];
    private static readonly string[] Conditions = ["when", "whenever", "once", "if", "after", "every_time"];
    private static readonly string[] Determiners = ["it", "them", "the", "a", "an", "all", "every", "each", "its", "their", "this", "these", "new"];
    private static readonly string[] Origins = ["from", "of", "in", "on"];
    private static readonly string[] Destinations = ["to", "into", "onto", "in", "as"];
    private static readonly string[] Backward = ["it", "them", "they", "this", "that", "its", "their", "one"];

    private readonly List<Clause> _clauses = [];
    private List<string> _subject = [];

    public IReadOnlyList<Clause> Read(string requirements)
    {
        foreach (var sentence in requirements.Split(['.', ';', '\n', ',', ':', '!', '?', '(', ')'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            foreach (var part in Parts(Words.Split(sentence))) Add(part);
        }

        return _clauses;
    }

    // "issues and comments" are two things to list: what has no verb of its own does what was done before it.
    private static IEnumerable<List<string>> Parts(List<string> words)
    {
        var part = new List<string>();
        foreach (var word in words)
        {
            if (!Conjunctions.Contains(word, StringComparer.Ordinal))
            {
                part.Add(word);
            }
            else if (part.Count > 0)
            {
                yield return part;
                part = [];
            }
        }

        if (part.Count > 0) yield return part;
    }

    private void Add(List<string> words)
    {
        var mentions = Mentions(words);
        var isCondition = Conditions.Contains(words[0], StringComparer.Ordinal) || (words is ["every", "time", ..]);
        var named = mentions.Select(mention => mention.Source).Distinct().ToList();
        var content = words.Where((word, at) => !Vocabulary.IsStopWord(word) && !mentions.Exists(mention => mention.At == at)).ToList();
        if (content.Count == 0) return;
        var verb = Verb(words);
        var intent = verb < 0 ? isCondition ? Intent.List : _clauses.LastOrDefault()?.Intent ?? Intent.Unknown : Vocabulary.IntentOf(words[verb]);
        // "Refund it", "deploy a site": a verb that is not known makes something.
        if (verb >= 0 && intent == Intent.Unknown && !Vocabulary.IsMove(words[verb])) intent = Intent.Create;
        // Events are read: "when an issue is created" needs a list of issues.
        if (isCondition) intent = Intent.List;
        // "Get the issues" asks for a list of them.
        if (intent == Intent.Get && words.Skip(verb + 1).FirstOrDefault(word => !Vocabulary.IsStopWord(word)) is { } first && Vocabulary.IsPlural(first)) intent = Intent.List;
        // A verb says what to do, and counts as a word as well.
        var action = verb < 0 || (isCondition && Vocabulary.IntentOf(words[verb]) != Intent.Unknown) ? null : words[verb];
        var nouns = content.Where(word => verb < 0 || word != words[verb]).Select(Vocabulary.Term).Distinct(StringComparer.Ordinal).ToList();
        var terms = Weigh(nouns, action, words);
        if (named.Count > 1 && words.Exists(Vocabulary.IsMove))
        {
            Move(words, terms, mentions);
        }
        else
        {
            if (verb >= 0 && named.Count == 1 && Vocabulary.IsMove(words[verb]) && intent == Intent.Unknown)
            {
                intent = IsDestination(words, mentions[0].At) ? Intent.Create : Intent.List;
            }

            _clauses.Add(new(string.Join(' ', words), intent, terms, named));
        }

        if (nouns.Count > 0) _subject = nouns;
    }

    private static int Verb(List<string> words)
    {
        var known = words.FindIndex(word => Vocabulary.IntentOf(word) != Intent.Unknown || Vocabulary.IsMove(word));
        // "Refund it", "notify the customer": a verb that is not known shows by what follows.
        return words.Count > 1 && known != 0 && !Vocabulary.IsStopWord(words[0]) && Determiners.Contains(words[1], StringComparer.Ordinal) ? 0 : known;
    }

    private Dictionary<string, double> Weigh(List<string> nouns, string? action, List<string> words)
    {
        var terms = nouns.ToDictionary(noun => noun, _ => 1.0, StringComparer.Ordinal);
        if (action is not null) terms.TryAdd(Vocabulary.Term(action), nouns.Count == 0 ? 1.0 : Vocabulary.WeightOfVerb(action));
        if (nouns.Count == 0 || words.Exists(word => Backward.Contains(word, StringComparer.Ordinal)))
        {
            foreach (var noun in _subject) terms.TryAdd(noun, nouns.Count == 0 && action is null ? 1.0 : 0.3);
        }

        return terms;
    }

    // What is moved is read where it comes from and created where it goes to.
    private void Move(List<string> words, Dictionary<string, double> terms, List<(int Source, int At)> mentions)
    {
        var text = string.Join(' ', words);
        var marked = mentions.Select(mention => (mention.Source, Target: IsDestination(words, mention.At))).DistinctBy(mention => mention.Source).ToList();
        // "between A and B" and "A and B" mark neither: both are read and written.
        var undecided = marked.TrueForAll(mention => !mention.Target);
        foreach (var (source, isTarget) in marked)
        {
            var nouns = terms.Where(term => !Vocabulary.IsMove(term.Key)).ToDictionary(StringComparer.Ordinal);
            if (undecided || !isTarget)
            {
                _clauses.Add(new(text, Intent.List, nouns, [source]));
                _clauses.Add(new(text, Intent.Get, nouns, [source]));
            }

            if (undecided || isTarget) _clauses.Add(new(text, Intent.Create, nouns, [source]));
        }
    }

    private static bool IsDestination(List<string> words, int at)
    {
        // The nearest preposition before the name decides: "from GitHub", "into the Slack channel".
        for (var i = at - 1; i >= 0 && i >= at - 3; i--)
        {
            if (words[i] is "from") return false;
            if (words[i] is not ("in" or "of" or "on") && Destinations.Contains(words[i], StringComparer.Ordinal)) return true;
            if (Origins.Contains(words[i], StringComparer.Ordinal)) return words[i] is "in" && at > words.Count / 2;
        }

        return false;
    }

    private List<(int Source, int At)> Mentions(List<string> words)
    {
        var mentions = new List<(int, int)>();
        for (var at = 0; at < words.Count; at++)
        {
            for (var source = 0; source < names.Count; source++)
            {
                if (names[source].Contains(words[at])) mentions.Add((source, at));
            }
        }

        return mentions;
    }
}
