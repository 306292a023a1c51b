using System.Runtime.CompilerServices;
using Versori.Connectors.Generation.Reading;

namespace Versori.Connectors.Generation.Planning;

/// <summary>Everything that is known of one source's endpoints: by verb and object, by field, and by value.</summary>
internal sealed class SourceIndex
{
    private readonly Dictionary<ConnectorEndpoint, int> _places = new(ReferenceEqualityComparer.Instance);

    // What is indexed is kept as long as its definition is in use: planning again does not read the endpoints again.
    private static readonly ConditionalWeakTable<IReadOnlyList<ConnectorEndpoint>, SourceIndex> Kept = [];

    private SourceIndex(ConnectorDefinition definition, Work work)
    {
        var words = new WordTable();
        Index = new(definition.Endpoints, words, work);
        Fields = new(definition, words, work);
        Values = new(definition, words);
        foreach (var (at, endpoint) in definition.Endpoints.Index()) _places[endpoint] = at;
    }

    private SourceIndex(SourceIndex whole, ConnectorDefinition definition, IReadOnlyList<int> places, Work work)
    {
        Index = new(
            whole.Index,
            [.. definition.Endpoints.Select((endpoint, at) => whole.Index.Endpoints[places[at]].With(endpoint))]);
        var words = new WordTable();
        Fields = new(definition, words, work, whole.Fields);
        Values = new(definition, words, whole.Values);
        foreach (var (at, endpoint) in definition.Endpoints.Index()) _places[endpoint] = at;
    }

    public EndpointIndex Index { get; }

    public FieldIndex Fields { get; }

    public ValueSources Values { get; }

    /// <summary>
    /// The words that identify the system, without those that are objects in it, such as "orders" in an Orders API.
    /// </summary>
    public static IReadOnlySet<string> NamesOf(
        ConnectorDefinition definition, IReadOnlyList<string> known, EndpointIndex index)
    {
        var withoutBraces = definition.BaseUrl
            .Replace("{", "", StringComparison.Ordinal)
            .Replace("}", "", StringComparison.Ordinal);
        var host = Uri.TryCreate(withoutBraces, UriKind.Absolute, out var url)
            ? url.Host.Split('.').Reverse().Skip(1).FirstOrDefault(label => label.Length > 3)
            : null;
        return Words.Split(definition.Id.Value)
            .Concat(Words.Split(definition.Title))
            .Append(definition.Id.Value)
            .Append(host ?? "")
            .Concat(known.SelectMany(name => Words.Split(name).Append(name.ToLowerInvariant())))
            .Where(word => word.Length > 1 && !Vocabulary.IsStopWord(word))
            .Where(word => index.KeyShare(Vocabulary.Term(word)) < 0.1)
            .ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>Returns what is known of a definition, from an earlier plan if there was one.</summary>
    public static SourceIndex Of(ConnectorDefinition definition, Work work)
    {
        if (Kept.TryGetValue(definition.Endpoints, out var kept)) return kept;
        var index = new SourceIndex(definition, work);
        Kept.AddOrUpdate(definition.Endpoints, index);
        return index;
    }

    /// <summary>Keeps what is known of some endpoints, which were read again with their schemas.</summary>
    /// <param name="definition">The definition with these endpoints.</param>
    /// <param name="places">Their places in this source.</param>
    /// <param name="work">Counts the work.</param>
    public void Keep(ConnectorDefinition definition, IReadOnlyList<int> places, Work work) =>
        Kept.AddOrUpdate(definition.Endpoints, new(this, definition, places, work));

    public IndexedEndpoint Of(ConnectorEndpoint endpoint) => Index.Endpoints[PlaceOf(endpoint)];

    /// <summary>The place of an endpoint in the definition.</summary>
    public int PlaceOf(ConnectorEndpoint endpoint) => _places[endpoint];
}
