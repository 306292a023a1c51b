using Versori.Connectors.Invocation;

namespace Versori.Connectors.Generation.Planning;

/// <summary>The terms and the intent of an endpoint, for ranking.</summary>
internal sealed class IndexedEndpoint
{
    // The weights of the fields. A word in the id, the path or the summary counts more than one elsewhere.
    private const double IdWeight = 1.2, LeafWeight = 1.3, PathWeight = 0.9, SummaryWeight = 1.1;
    private const double TagWeight = 0.4, ParameterWeight = 0.4, DescriptionWeight = 0.25, FirstSentenceWeight = 0.6;
    private const int DescriptionWords = 150, SummaryWords = 16;

    public IndexedEndpoint(ConnectorEndpoint endpoint)
    {
        Endpoint = endpoint;
        // All operations of GraphQL and of a SOAP service have the same path. The id takes its place.
        var hasOwnPath = endpoint is { GraphQL: null, Soap: null };
        string[] segments = hasOwnPath
            ? endpoint.Path.Split('/', StringSplitOptions.RemoveEmptyEntries)
            : [NounsOf(endpoint.Id)];
        if (endpoint.GraphQL is { } operation) IsQuery = IsQueryOf(endpoint, operation);
        var leaf = Array.FindLastIndex(segments, segment => !segment.Contains('{', StringComparison.Ordinal));
        for (var i = 0; i < segments.Length; i++)
        {
            var isParameter = segments[i].Contains('{', StringComparison.Ordinal);
            if (i == leaf) Leaf = [.. Words.Split(segments[i]).Select(Vocabulary.Term)];
            var weight = isParameter ? ParameterWeight : i == leaf ? LeafWeight : PathWeight;
            Add(Words.Split(segments[i]), weight, isKey: !isParameter);
        }

        var id = Words.Split(endpoint.Id);
        var named = id.Select(Vocabulary.Term).Concat(Leaf);
        Context = [.. Keys.Except(named, StringComparer.Ordinal)];
        Add(id, IdWeight, isKey: true);
        Add(Words.Split(endpoint.Summary, SummaryWords), SummaryWeight);
        // In some documents, the summary is as long as a description: words after the first 16 count as description.
        Add([.. Words.Split(endpoint.Summary, SummaryWords + DescriptionWords).Skip(SummaryWords)], DescriptionWeight);
        foreach (var tag in endpoint.Tags) Add(Words.Split(tag), TagWeight);
        Add(Words.Split(endpoint.Description, DescriptionWords), DescriptionWeight);
        var summary = Words.Split(endpoint.Summary ?? FirstSentence(endpoint.Description), SummaryWords);
        // Without a summary, the first sentence of the description takes its place, with a lower weight.
        if (endpoint.Summary is null) Add(summary, FirstSentenceWeight);
        Summary = summary
            .Where(word => !Vocabulary.IsStopWord(word) && !Vocabulary.IsGeneral(word))
            .Select(Vocabulary.Term)
            .ToHashSet(StringComparer.Ordinal);
        Intent = FindIntent(id, summary.Take(3), segments);
        IsSearch = id.Concat(summary.Take(1)).Concat(segments.TakeLast(1).SelectMany(last => Words.Split(last)))
            .Any(word => word is "search" or "query" or "find" or "list" or "lookup" or "filter" or "count" or "get"
                or "retrieve" or "read" or "fetch" or "describe" or "download");
    }

    public ConnectorEndpoint Endpoint { get; }

    /// <summary>What the endpoint does, from its summary, id and method.</summary>
    public Intent Intent { get; }

    /// <summary>
    /// Whether its id, the first word of its summary or its last path segment says that it searches. A POST that
    /// searches can count as a read (<see cref="WriteRules.IsRead"/>).
    /// </summary>
    public bool IsSearch { get; }

    /// <summary>
    /// Whether the GraphQL operation is a query, which reads, and not a mutation; <see langword="null"/> for other
    /// endpoints.
    /// </summary>
    public bool? IsQuery { get; }

    /// <summary>The total weight of each term over all fields.</summary>
    public Dictionary<string, double> Terms { get; } = new(StringComparer.Ordinal);

    /// <summary>
    /// The nouns of the id and of the path without its parameters: the subject of the endpoint. Verbs, stop words,
    /// versions and formats are left out.
    /// </summary>
    public HashSet<string> Keys { get; } = new(StringComparer.Ordinal);

    /// <summary>The keys that only say where the subject is found: "users" in <c>/users/{id}/webinars</c>.</summary>
    public HashSet<string> Context { get; }

    /// <summary>
    /// The terms of the last path segment that is not a parameter: the object of the operation, or the operation
    /// itself.
    /// </summary>
    public HashSet<string> Leaf { get; } = [];

    /// <summary>
    /// The terms of the summary's first 16 words, or of the description's first sentence if there is no summary. Stop
    /// words and general verbs are left out.
    /// </summary>
    public HashSet<string> Summary { get; }

    private void Add(List<string> words, double weight, bool isKey = false)
    {
        foreach (var word in words)
        {
            var isVersionPrefix = word.Length <= 2 && word[0] == 'v';
            var isFormatOrVersion = word is "json" or "xml" || char.IsAsciiDigit(word[0]) || isVersionPrefix;
            if (isFormatOrVersion) continue;
            var term = Vocabulary.Term(word);
            if (Vocabulary.IsStopWord(word) && !isKey) continue;
            Terms[term] = Terms.GetValueOrDefault(term) + weight;
            var isNoun = !Vocabulary.IsStopWord(word) && Vocabulary.IntentInName(word) == Intent.Unknown;
            if (isKey && isNoun) Keys.Add(term);
        }
    }

    // The operations of imported documents begin with their kind.
    private static bool IsQueryOf(ConnectorEndpoint endpoint, GraphQLOperation operation) =>
        operation.Document.StartsWith("query ", StringComparison.Ordinal)
        || (!operation.Document.StartsWith("mutation ", StringComparison.Ordinal) && GraphQLDocuments.IsQuery(endpoint));

    private static string NounsOf(string id)
    {
        var nouns = Words.Split(id).Where(word => Vocabulary.IntentInName(word) == Intent.Unknown).ToList();
        return nouns.Count == 0 ? id : string.Join('-', nouns);
    }

    private static string? FirstSentence(string? text) =>
        text?.IndexOf('.', StringComparison.Ordinal) is > 0 and var end ? text[..end] : text;

    // The first three words of the summary are the most reliable indication, then the id, then the method.
    private Intent FindIntent(List<string> id, IEnumerable<string> summary, string[] segments)
    {
        // The first word is taken as a verb. Later words that are often nouns, such as "record", are ignored.
        var intent = summary
            .Select((word, index) => index == 0 ? Vocabulary.IntentOf(word) : Vocabulary.IntentInName(word))
            .FirstOrDefault(found => found != Intent.Unknown);
        if (intent == Intent.Unknown)
        {
            intent = id.Select(Vocabulary.IntentInName).FirstOrDefault(found => found != Intent.Unknown);
        }

        var byMethod = Endpoint.Method switch
        {
            _ when IsQuery == true => Intent.Get,
            _ when IsQuery == false => Intent.Update,
            "GET" or "HEAD" or "QUERY" => Intent.Get,
            "POST" => Intent.Create,
            "PUT" or "PATCH" => Intent.Update,
            "DELETE" => Intent.Delete,
            _ => Intent.Unknown,
        };
        // GET and DELETE override words that contradict them. Other methods do not: a POST may search or delete.
        var contradictsGet = (Endpoint.Method == "GET" || IsQuery == true) && intent is not (Intent.List or Intent.Get);
        var contradictsDelete = Endpoint.Method == "DELETE" && intent is (Intent.List or Intent.Get);
        var contradictsMutation = IsQuery == false && intent is (Intent.List or Intent.Get);
        var isContradicted = contradictsGet || contradictsDelete || contradictsMutation;
        if (intent == Intent.Unknown || isContradicted) intent = byMethod;
        return intent == Intent.Get && EndsInPlural(segments) ? Intent.List : intent;
    }

    private static bool EndsInPlural(string[] segments)
    {
        var endsInName = segments.Length > 0 && !segments[^1].Contains('{', StringComparison.Ordinal);
        return endsInName && Words.Split(segments[^1]).Exists(Vocabulary.IsPlural);
    }
}
