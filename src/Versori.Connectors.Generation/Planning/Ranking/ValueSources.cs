using System.Collections.Frozen;

namespace Versori.Connectors.Generation.Planning;

/// <summary>
/// Finds the endpoints that return the values of another endpoint's path parameters: the list of movies returns the
/// <c>movie_id</c> of <c>/movie/{movie_id}/credits</c>, and a search finds the one with a name. What a body or a query
/// names is found in the same way: the list of customers returns the <c>customer</c> of an invoice.
/// </summary>
internal sealed class ValueSources
{
    // A parameter of so many endpoints names an account or a workspace, which an integration knows.
    private const double ContextShare = 0.25;
    private const int SmallSource = 60;

    // The rank of a list or a search of the resource itself.
    private const double SureSource = 2;

    private static readonly FrozenSet<string> Searches =
        new[] { "search", "find", "lookup", "query", "autocomplete" }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Queries =
        new[] { "q", "query", "search", "term", "keyword", "keywords", "name", "text" }
            .ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> Persons =
        "person people actor artist author creator writer user member customer contact employee player patient student "
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(Vocabulary.Term)
            .ToFrozenSet(StringComparer.Ordinal);

    private readonly List<Reader> _readers = [];
    private readonly Dictionary<string, int> _parameters = new(StringComparer.Ordinal);
    private readonly int _endpoints;
    private readonly ValueSources? _whole;
    private readonly NamedInputs _inputs;

    /// <param name="definition">The source.</param>
    /// <param name="words">The words of the source.</param>
    /// <param name="whole">All endpoints of the source, if these are only some of them. Default: these are all.</param>
    public ValueSources(ConnectorDefinition definition, WordTable words, ValueSources? whole = null)
    {
        var endpoints = definition.Endpoints;
        _endpoints = endpoints.Count;
        _whole = whole;
        _inputs = new(definition);
        var counts = _parameters.GetAlternateLookup<ReadOnlySpan<char>>();
        foreach (var endpoint in endpoints)
        {
            var path = endpoint.Path.AsSpan();
            var last = default(Range);
            foreach (var range in path.Split('/'))
            {
                if (path[range].IsEmpty) continue;
                last = range;
                if (!path[range].Contains('{')) continue;
                counts[path[range]] = counts.TryGetValue(path[range], out var count) ? count + 1 : 1;
            }

            if (endpoint.Method == "GET" && !path[last].IsEmpty && !path[last].Contains('{'))
                _readers.Add(Reader.Of(endpoint, words));
        }
    }

    /// <summary>Returns the sources of an endpoint's path parameters, the nearest parameter first.</summary>
    /// <param name="endpoint">The endpoint.</param>
    /// <param name="hasName">Whether the requirement names something, which only a search finds.</param>
    public IEnumerable<(ConnectorEndpoint Source, string Parameter)> Of(ConnectorEndpoint endpoint, bool hasName)
    {
        foreach (var (collection, resource, parameter) in Parameters(endpoint))
        {
            var ranked = _readers
                .Where(reader => reader.Endpoint != endpoint)
                .Select(reader => (
                    reader.Endpoint, Rank: Rank(reader, collection, resource, NameOf(parameter), hasName)))
                .Where(reader => reader.Rank > 0)
                .OrderByDescending(reader => reader.Rank)
                .ThenBy(reader => reader.Endpoint.Path.Length)
                .ThenBy(reader => reader.Endpoint.Id, StringComparer.Ordinal)
                .Take(hasName ? 2 : 1);
            foreach (var source in ranked) yield return (source.Endpoint, parameter);
        }
    }

    /// <summary>
    /// Returns the lists that are the only source of an endpoint's path parameters and that need no id themselves.
    /// </summary>
    public IEnumerable<(ConnectorEndpoint Source, string Parameter)> OnlySourcesOf(ConnectorEndpoint endpoint)
    {
        foreach (var (collection, resource, parameter) in Parameters(endpoint))
        {
            var found = _readers
                .Where(reader => reader.Endpoint != endpoint)
                .Where(reader => Rank(reader, collection, resource, NameOf(parameter), hasName: false) >= SureSource)
                .Take(2)
                .ToList();
            if (found is [var only] && !IsParameter(only.Path)) yield return (only.Endpoint, parameter);
        }
    }

    /// <summary>Returns the sources of what an endpoint's query and body name.</summary>
    /// <param name="endpoint">The endpoint.</param>
    /// <param name="meant">The terms that the requirement may mean: they tell which optional inputs are used.</param>
    public IEnumerable<(ConnectorEndpoint Source, string Parameter)> OfInputs(
        ConnectorEndpoint endpoint, IReadOnlySet<string> meant)
    {
        foreach (var (name, resource) in _inputs.Of(endpoint, meant))
        {
            if (IsContext($"{{{name}}}") || endpoint.Path.Contains($"{{{name}}}", StringComparison.Ordinal)) continue;
            // Only a list that needs no other id itself.
            var source = _readers
                .Where(reader => reader.Resource == resource && !reader.IsSearch && !IsParameter(reader.Path))
                .Select(reader => reader.Endpoint)
                .Where(reader => reader != endpoint && reader.Path != endpoint.Path)
                .OrderBy(reader => reader.Path.Length)
                .ThenBy(reader => reader.Id, StringComparer.Ordinal)
                .FirstOrDefault();
            if (source is not null) yield return (source, name);
        }
    }

    /// <summary>Returns the searches that may find something that has a name, the most likely first.</summary>
    /// <param name="meant">The terms that the requirement may mean.</param>
    /// <param name="near">The endpoints that match the requirement best.</param>
    /// <param name="isPerson">Whether the name looks like that of a person.</param>
    public IEnumerable<ConnectorEndpoint> SearchesFor(
        IReadOnlySet<string> meant, IEnumerable<ConnectorEndpoint> near, bool isPerson)
    {
        var needed = near.SelectMany(Resources).ToHashSet(StringComparer.Ordinal);
        return _readers.Where(reader => reader.IsSearch)
            .Select(reader => (reader.Endpoint, Rank: RankOfSearch(reader)))
            .Where(reader => reader.Rank > 0)
            .OrderByDescending(reader => reader.Rank)
            .ThenBy(reader => reader.Endpoint.Path.Length)
            .ThenBy(reader => reader.Endpoint.Id, StringComparer.Ordinal)
            .Select(reader => reader.Endpoint);

        double RankOfSearch(Reader reader)
        {
            if (reader.IsGeneral) return 2;
            var ofPerson = isPerson && Persons.Contains(reader.Resource) ? 2.5 : 0;
            return ofPerson + (needed.Contains(reader.Resource) ? 2 : 0) + (meant.Contains(reader.Resource) ? 1.5 : 0);
        }
    }

    // The parameters of an endpoint's path, the nearest first, each with its collection and what that has.
    private IEnumerable<(string Collection, string Resource, string Parameter)> Parameters(ConnectorEndpoint endpoint)
    {
        var segments = Segments(endpoint);
        for (var at = segments.Length - 1; at > 0; at--)
        {
            if (!IsParameter(segments[at]) || IsContext(segments[at]) || IsParameter(segments[at - 1])) continue;
            yield return (
                "/" + string.Join('/', segments.AsSpan(0, at)),
                Vocabulary.Term(Words.Split(segments[at - 1]).LastOrDefault("x")),
                segments[at].Trim('{', '}'));
        }
    }

    // What the parameters of an endpoint's path name.
    private IEnumerable<string> Resources(ConnectorEndpoint endpoint)
    {
        var segments = Segments(endpoint);
        for (var at = 1; at < segments.Length; at++)
        {
            if (!IsParameter(segments[at]) || IsContext(segments[at])) continue;
            yield return NameOf(segments[at].Trim('{', '}'))
                ?? Vocabulary.Term(Words.Split(segments[at - 1]).LastOrDefault("x"));
        }
    }

    private bool IsContext(string parameter) => _whole?.IsContext(parameter)
        ?? (_endpoints > SmallSource && _parameters.GetValueOrDefault(parameter) > ContextShare * _endpoints);

    // The collection itself is the best source, then a search for the resource, then another list of it. A name turns
    // the first two around.
    private static double Rank(
        Reader reader, string collection, string resource, string? named, bool hasName)
    {
        var isSame = reader.Resource == resource || reader.Resource == named;
        if (reader.IsSearch && isSame) return hasName ? 6 : 3;
        if (reader.IsSearch && reader.IsGeneral) return hasName ? 5 : 1;
        if (reader.Path == collection) return 4;
        if (!isSame || reader.IsSearch) return 0;
        return IsParameter(reader.Path) ? 0.5 : 2;
    }

    // "movie_id" names movies, "userId" users.
    private static string? NameOf(string parameter)
    {
        var words = Words.Split(parameter);
        return words.Count > 1 && words[^1] is "id" or "key" or "slug" or "name" or "number"
            ? Vocabulary.Term(words[^2])
            : null;
    }

    private static string[] Segments(ConnectorEndpoint endpoint) =>
        endpoint.Path.Split('/', StringSplitOptions.RemoveEmptyEntries);

    private static bool IsParameter(string segment) => segment.Contains('{', StringComparison.Ordinal);

    /// <summary>An endpoint that returns several things.</summary>
    /// <param name="Endpoint">The endpoint.</param>
    /// <param name="Path">Its path without empty segments.</param>
    /// <param name="Resource">What it returns.</param>
    /// <param name="IsSearch">Whether it searches.</param>
    /// <param name="IsGeneral">Whether it searches for things of every kind.</param>
    private sealed record Reader(
        ConnectorEndpoint Endpoint, string Path, string Resource, bool IsSearch, bool IsGeneral)
    {
        public static Reader Of(ConnectorEndpoint endpoint, WordTable table)
        {
            var path = endpoint.Path.AsSpan();
            var words = new List<IndexedWord>();
            var isPlain = path.StartsWith('/') && !path.EndsWith('/') && path.IndexOf("//") < 0;
            var last = default(Range);
            foreach (var range in path.Split('/'))
            {
                if (!path[range].Contains('{')) words.AddRange(table.Split(path[range]));
                if (!path[range].IsEmpty) last = range;
            }

            var isSearch = words.Exists(word => Searches.Contains(word.Text));
            words.RemoveAll(word => Searches.Contains(word.Text) || IsVersion(word.Text));
            // "calendarList" has calendars.
            var isNamedList = words.Count > 1 && words[^1].Text == "list" && table.Split(path[last]).Count > 1;
            if (isNamedList) words.RemoveAt(words.Count - 1);
            var isGeneral = isSearch
                && words.TrueForAll(word => word.Text is "api" or "all" or "multi" or "catalog")
                && endpoint.Parameters.Any(parameter => Queries.Contains(parameter.Name));
            return new(
                endpoint,
                isPlain ? endpoint.Path : "/" + string.Join('/', Segments(endpoint)),
                words.Count == 0 ? Vocabulary.Term("x") : words[^1].Term,
                isSearch,
                isGeneral);
        }

        private static bool IsVersion(string word) =>
            char.IsAsciiDigit(word[0]) || (word.Length <= 2 && word[0] == 'v');
    }
}
