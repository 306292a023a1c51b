namespace Versori.Connectors.Generation.Planning;

/// <summary>An endpoint as the ranker sees it.</summary>
internal sealed class IndexedEndpoint
{
    // Weights of the fields; an id or a path says more with a word than a description does.
    private const double IdWeight = 1.2, LeafWeight = 1.3, PathWeight = 0.9, SummaryWeight = 1.1;
    private const double TagWeight = 0.4, ParameterWeight = 0.4, DescriptionWeight = 0.25, FirstSentenceWeight = 0.6;
    private const int DescriptionWords = 150, SummaryWords = 16;

    public IndexedEndpoint(Endpoint endpoint)
    {
        Endpoint = endpoint;
        var segments = endpoint.Path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var leaf = Array.FindLastIndex(segments, segment => !segment.Contains('{', StringComparison.Ordinal));
        for (var i = 0; i < segments.Length; i++)
        {
            var isParameter = segments[i].Contains('{', StringComparison.Ordinal);
            if (i == leaf) Leaf = [.. Words.Split(segments[i]).Select(Vocabulary.Term)];
            Add(Words.Split(segments[i]), isParameter ? ParameterWeight : i == leaf ? LeafWeight : PathWeight, isKey: !isParameter);
        }

        var id = Words.Split(endpoint.Id);
        Add(id, IdWeight, isKey: true);
        Add(Words.Split(endpoint.Summary, SummaryWords), SummaryWeight);
        // Some write the whole description into the summary.
        Add([.. Words.Split(endpoint.Summary, SummaryWords + DescriptionWords).Skip(SummaryWords)], DescriptionWeight);
        foreach (var tag in endpoint.Tags) Add(Words.Split(tag), TagWeight);
        Add(Words.Split(endpoint.Description, DescriptionWords), DescriptionWeight);
        var summary = Words.Split(endpoint.Summary ?? FirstSentence(endpoint.Description), SummaryWords);
        // Where there is no summary the description's first sentence is one.
        if (endpoint.Summary is null) Add(summary, FirstSentenceWeight);
        Summary = summary.Where(word => !Vocabulary.IsStopWord(word) && !Vocabulary.IsGeneral(word)).Select(Vocabulary.Term).ToHashSet(StringComparer.Ordinal);
        Intent = Read(id, summary.Take(3), segments);
    }

    public Endpoint Endpoint { get; }

    public Intent Intent { get; }

    /// <summary>How strongly each term occurs, over all fields.</summary>
    public Dictionary<string, double> Terms { get; } = new(StringComparer.Ordinal);

    /// <summary>The terms of the id and the path without parameters: what the endpoint is about.</summary>
    public HashSet<string> Keys { get; } = new(StringComparer.Ordinal);

    /// <summary>The terms of the path's last segment that is no parameter: what is acted on, or what is done to it.</summary>
    public HashSet<string> Leaf { get; } = [];

    /// <summary>The terms of the summary, without general verbs: what the endpoint says of itself.</summary>
    public HashSet<string> Summary { get; }

    private void Add(List<string> words, double weight, bool isKey = false)
    {
        foreach (var word in words)
        {
            if (word is "json" or "xml" || char.IsAsciiDigit(word[0]) || (word.Length <= 2 && word[0] == 'v')) continue;
            var term = Vocabulary.Term(word);
            if (Vocabulary.IsStopWord(word) && !isKey) continue;
            Terms[term] = Terms.GetValueOrDefault(term) + weight;
            if (isKey && !Vocabulary.IsStopWord(word) && Vocabulary.IntentInName(word) == Intent.Unknown) Keys.Add(term);
        }
    }

    private static string? FirstSentence(string? text) =>
        text?.IndexOf('.', StringComparison.Ordinal) is > 0 and var end ? text[..end] : text;

    // What the summary begins with says it best, then the id; RFC 9110 §9.3 says what the method means.
    private Intent Read(List<string> id, IEnumerable<string> summary, string[] segments)
    {
        // What it begins with is a verb; "record" and "check" further on are nouns.
        var intent = summary.Select((word, at) => at == 0 ? Vocabulary.IntentOf(word) : Vocabulary.IntentInName(word)).FirstOrDefault(found => found != Intent.Unknown);
        if (intent == Intent.Unknown) intent = id.Select(Vocabulary.IntentInName).FirstOrDefault(found => found != Intent.Unknown);
        var byMethod = Endpoint.Method switch
        {
            "GET" or "HEAD" or "QUERY" => Intent.Get,
            "POST" => Intent.Create,
            "PUT" or "PATCH" => Intent.Update,
            "DELETE" => Intent.Delete,
            _ => Intent.Unknown,
        };
        if (intent == Intent.Unknown || (Endpoint.Method == "GET" && intent is not (Intent.List or Intent.Get))
            || (Endpoint.Method == "DELETE" && intent is Intent.List or Intent.Get))
        {
            intent = byMethod;
        }

        var endsInName = segments.Length > 0 && !segments[^1].Contains('{', StringComparison.Ordinal);
        return intent == Intent.Get && endsInName && Words.Split(segments[^1]) is { Count: > 0 } last && last.Exists(Vocabulary.IsPlural) ? Intent.List : intent;
    }
}
