using System.Runtime.InteropServices;
using Versori.Connectors.Invocation;

namespace Versori.Connectors.Generation.Planning;

/// <summary>The terms and the intent of an endpoint, for ranking.</summary>
internal sealed class IndexedEndpoint
{
    // The weights of the fields. A word in the id, the path or the summary counts more than one elsewhere.
    private const double IdWeight = 1.2, LeafWeight = 1.3, PathWeight = 0.9, SummaryWeight = 1.1;
    private const double TagWeight = 0.4, ParameterWeight = 0.4, DescriptionWeight = 0.25, FirstSentenceWeight = 0.6;
    private const int DescriptionWords = 150, SummaryWords = 16, FewKeys = 7;

    // What takes the place of the path, if all operations have the same.
    private readonly string? _nouns;

    // The words of the source, while the endpoint is indexed.
    private WordTable? _words;

    // What is only needed of endpoints that match a clause is found when it is first needed. Two threads can find it at
    // the same time, with the same result.
    private HashSet<string>? _leafTerms, _context, _summaryTerms, _firstTerms;
    private Intent? _intent;
    private bool? _isSearch;

    public IndexedEndpoint(ConnectorEndpoint endpoint)
        : this(endpoint, new())
    {
    }

    /// <param name="endpoint">The endpoint.</param>
    /// <param name="words">The words of the source.</param>
    public IndexedEndpoint(ConnectorEndpoint endpoint, WordTable words)
    {
        Endpoint = endpoint;
        // All operations of GraphQL and of a SOAP service have the same path. The id takes its place.
        if (endpoint is not { GraphQL: null, Soap: null }) _nouns = NounsOf(endpoint.Id);
        if (endpoint.GraphQL is { } operation) IsQuery = IsQueryOf(endpoint, operation);
        _words = words;
        words.Weights.Clear();
        AddPath(_nouns ?? endpoint.Path);
        Add(words.Split(endpoint.Id), IdWeight, isKey: true);
        // In some documents, the summary is as long as a description: words after the first 16 count as description.
        var summary = words.Split(endpoint.Summary, SummaryWords + DescriptionWords);
        for (var i = 0; i < summary.Count; i++) Add(summary[i], i < SummaryWords ? SummaryWeight : DescriptionWeight);
        foreach (var tag in endpoint.Tags) Add(words.Split(tag), TagWeight);
        Add(words.Split(endpoint.Description, DescriptionWords), DescriptionWeight);
        // Without a summary, the first sentence of the description takes its place, with a lower weight.
        if (endpoint.Summary is null)
            Add(words.Split(FirstSentence(endpoint.Description), SummaryWords), FirstSentenceWeight);
        Terms = new(words.Weights);
        _words = null;
    }

    private IndexedEndpoint(IndexedEndpoint other, ConnectorEndpoint endpoint)
    {
        Endpoint = endpoint;
        _nouns = other._nouns;
        IsQuery = other.IsQuery;
        Terms = other.Terms;
        Keys = other.Keys;
    }

    public ConnectorEndpoint Endpoint { get; }

    /// <summary>What the endpoint does, from its summary, id and method.</summary>
    public Intent Intent => _intent ??= FindIntent(Words.Split(Endpoint.Id), FirstWords().Take(3), Segments);

    /// <summary>
    /// Whether its id, the first word of its summary or its last path segment says that it searches. A POST that
    /// searches can count as a read (<see cref="WriteRules.IsRead"/>).
    /// </summary>
    public bool IsSearch => _isSearch ??= Words.Split(Endpoint.Id)
        .Concat(FirstWords().Take(1))
        .Concat(Segments.TakeLast(1).SelectMany(last => Words.Split(last)))
        .Any(word => word is "search" or "query" or "find" or "list" or "lookup" or "filter" or "count" or "get"
            or "retrieve" or "read" or "fetch" or "describe" or "download");

    /// <summary>
    /// Whether the GraphQL operation is a query, which reads, and not a mutation; <see langword="null"/> for other
    /// endpoints.
    /// </summary>
    public bool? IsQuery { get; }

    /// <summary>The total weight of each term over all fields.</summary>
    public TermWeights Terms { get; }

    /// <summary>
    /// The nouns of the id and of the path without its parameters: the subject of the endpoint. Verbs, stop words,
    /// versions and formats are left out.
    /// </summary>
    public HashSet<string> Keys { get; } = new(FewKeys, StringComparer.Ordinal);

    /// <summary>The keys that only say where the subject is found: "users" in <c>/users/{id}/webinars</c>.</summary>
    public HashSet<string> Context => _context ??= FindContext();

    /// <summary>The terms of the path segments between the last parameter before the leaf, and the leaf.</summary>
    public IReadOnlyList<string> Within
    {
        get
        {
            var leaf = LeafAt;
            var parameter = leaf <= 0 ? -1 : Array.FindLastIndex(Segments, leaf - 1, segment => IsParameter(segment));
            return parameter < 0 ? [] : [.. Segments[(parameter + 1)..leaf].SelectMany(TermsOf)];
        }
    }

    /// <summary>
    /// The terms of the last path segment that is not a parameter: the object of the operation, or the operation
    /// itself.
    /// </summary>
    public HashSet<string> Leaf => _leafTerms ??= LeafAt is >= 0 and var leaf ? [.. TermsOf(Segments[leaf])] : [];

    /// <summary>
    /// The terms of the summary's first 16 words, or of the description's first sentence if there is no summary. Stop
    /// words and general verbs are left out.
    /// </summary>
    public HashSet<string> Summary => _summaryTerms ??= FirstWords()
        .Where(word => !Vocabulary.IsStopWord(word) && !Vocabulary.IsGeneral(word))
        .Select(Vocabulary.Term)
        .ToHashSet(StringComparer.Ordinal);

    /// <summary>
    /// The term of the operation that its summary or id begins with, if it does something that is more than to create
    /// or to change: "restore", "approve".
    /// </summary>
    public string? Operation => FirstPlaces
        // "sharing.create_link" is a group of operations.
        .Where(word => !word.EndsWith("ing", StringComparison.Ordinal))
        .Where(word => Vocabulary.IntentOfWish(word) == Intent.Act)
        .Select(Vocabulary.Term)
        .FirstOrDefault();

    /// <summary>The term of the verb that its summary begins with.</summary>
    public string? Verb => FirstWords().Take(1).Where(word => Vocabulary.IntentOfWish(word) != Intent.Unknown)
        .Select(Vocabulary.Term)
        .FirstOrDefault();

    /// <summary>The terms of the first words of its summary and of its id.</summary>
    public HashSet<string> First =>
        _firstTerms ??= FirstPlaces.Select(Vocabulary.Term).ToHashSet(StringComparer.Ordinal);

    private IEnumerable<string> FirstPlaces => FirstWords().Take(1).Concat(Words.Split(Endpoint.Id).Take(1));

    /// <summary>Whether its path ends in a parameter: it is about one thing of those that its leaf names.</summary>
    public bool IsOfOne => Segments.Length > 0 && IsParameter(Segments[^1]);

    /// <summary>Returns the same for another reading of the same endpoint, which has its schemas too.</summary>
    public IndexedEndpoint With(ConnectorEndpoint endpoint) => new(this, endpoint);

    // The segments of the path.
    private string[] Segments => field ??=
        (_nouns ?? Endpoint.Path).Split('/', StringSplitOptions.RemoveEmptyEntries);

    // The place of the last segment that is not a parameter.
    private int LeafAt => Array.FindLastIndex(Segments, segment => !IsParameter(segment));

    private void AddPath(ReadOnlySpan<char> path)
    {
        var leaf = default(Range);
        foreach (var range in path.Split('/')) if (!IsParameter(path[range]) && !path[range].IsEmpty) leaf = range;
        foreach (var range in path.Split('/'))
        {
            var isParameter = IsParameter(path[range]);
            var weight = isParameter ? ParameterWeight : range.Equals(leaf) ? LeafWeight : PathWeight;
            Add(_words!.Split(path[range]), weight, isKey: !isParameter);
        }
    }

    private void Add(List<IndexedWord> words, double weight, bool isKey = false)
    {
        foreach (var word in words) Add(word, weight, isKey);
    }

    private void Add(IndexedWord word, double weight, bool isKey = false)
    {
        if (word.IsFormatOrVersion || (word.IsStopWord && !isKey)) return;
        CollectionsMarshal.GetValueRefOrAddDefault(_words!.Weights, word.Term, out _) += weight;
        if (isKey && word.IsNoun) Keys.Add(word.Term);
    }

    private List<string> FirstWords() =>
        Words.Split(Endpoint.Summary ?? FirstSentence(Endpoint.Description), SummaryWords);

    // The keys of the path that are neither in the id nor in the leaf.
    private HashSet<string> FindContext() =>
    [
        .. Segments.Where(segment => !IsParameter(segment))
            .SelectMany(segment => Words.Split(segment))
            .Select(word => new IndexedWord(word))
            .Where(word => word is { IsNoun: true, IsFormatOrVersion: false })
            .Select(word => word.Term)
            .Except(Words.Split(Endpoint.Id).Select(Vocabulary.Term).Concat(Leaf), StringComparer.Ordinal),
    ];

    private static bool IsParameter(ReadOnlySpan<char> segment) => segment.Contains('{');

    private static IEnumerable<string> TermsOf(string segment) => Words.Split(segment).Select(Vocabulary.Term);

    // The operations of imported documents begin with their kind.
    private static bool IsQueryOf(ConnectorEndpoint endpoint, GraphQLOperation operation) =>
        operation.Document.StartsWith("query ", StringComparison.Ordinal)
        || (!operation.Document.StartsWith("mutation ", StringComparison.Ordinal)
            && GraphQLDocuments.IsQuery(endpoint));

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
        // "Returns busy times" is a result. "Return an order" is an operation.
        if (intent == Intent.Unknown && summary.FirstOrDefault() is "returns") intent = Intent.Get;
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
