using Versori.Connectors.Generation.Reading;

namespace Versori.Connectors.Generation.Planning;

/// <summary>One system of a plan, as a chat model sees it.</summary>
/// <param name="name">The name of its template, by which the model refers to it.</param>
/// <param name="definition">The imported definition.</param>
/// <param name="best">The endpoints that match the requirements, the best first.</param>
internal sealed class ModelSource(
    string name, ConnectorDefinition definition, IReadOnlyList<ConnectorEndpoint> best)
{
    private const int LongestId = 32;

    private readonly Dictionary<string, ConnectorEndpoint> _byId = ById(definition);
    private Dictionary<string, ConnectorEndpoint?>? _bySpelling;
    private Dictionary<string, ConnectorEndpoint?>? _byOperation;
    private Dictionary<ConnectorEndpoint, int>? _numbers;

    public string Name => name;

    public ConnectorDefinition Definition => definition;

    public IReadOnlyList<ConnectorEndpoint> Best => best;

    public SourceIndex Index(Work work) => SourceIndex.Of(definition, work);

    /// <summary>
    /// Returns the text by which the model refers to an endpoint: its id, or a number if the id is long or has
    /// characters that cannot be seen.
    /// </summary>
    public string Handle(ConnectorEndpoint endpoint)
    {
        var isPlain = endpoint.Id.Length <= 4 * LongestId && TokenEstimate.Of(endpoint.Id) <= LongestId
            && CleanText.OfDocument(endpoint.Id) == endpoint.Id && !endpoint.Id.StartsWith('#');
        if (isPlain) return endpoint.Id;
        _numbers ??= Numbers();
        return $"#{_numbers[endpoint]}";
    }

    /// <summary>
    /// Returns the endpoint that a text names: by its id, also in another case or spelling, its number, or its method
    /// and path. <see langword="null"/> if there is none, or more than one.
    /// </summary>
    public ConnectorEndpoint? Find(string text)
    {
        if (_byId.TryGetValue(text, out var endpoint)) return endpoint;
        text = text.Trim().Trim('`', '"', '\'');
        if (_byId.TryGetValue(text, out endpoint)) return endpoint;
        if (text is ['#', .. var number] && int.TryParse(number, out var at) && at >= 0
            && at < definition.Endpoints.Count)
        {
            return definition.Endpoints[at];
        }

        _byOperation ??= Unique(definition.Endpoints, Operation);
        if (_byOperation.TryGetValue(Operation(text), out endpoint) && endpoint is not null) return endpoint;
        _bySpelling ??= Unique(definition.Endpoints, other => Spelling(other.Id));
        return Spelling(text) is { Length: > 0 } spelling ? _bySpelling.GetValueOrDefault(spelling) : null;
    }

    private static Dictionary<string, ConnectorEndpoint> ById(ConnectorDefinition definition)
    {
        var byId = new Dictionary<string, ConnectorEndpoint>(StringComparer.Ordinal);
        foreach (var endpoint in definition.Endpoints) byId.TryAdd(endpoint.Id, endpoint);
        return byId;
    }

    // What several endpoints share names none of them.
    private static Dictionary<string, ConnectorEndpoint?> Unique(
        IEnumerable<ConnectorEndpoint> endpoints, Func<ConnectorEndpoint, string> key)
    {
        var unique = new Dictionary<string, ConnectorEndpoint?>(StringComparer.Ordinal);
        foreach (var endpoint in endpoints)
        {
            if (!unique.TryAdd(key(endpoint), endpoint)) unique[key(endpoint)] = null;
        }

        return unique;
    }

    private Dictionary<ConnectorEndpoint, int> Numbers()
    {
        var numbers = new Dictionary<ConnectorEndpoint, int>(ReferenceEqualityComparer.Instance);
        foreach (var (at, endpoint) in definition.Endpoints.Index()) numbers[endpoint] = at;
        return numbers;
    }

    private static string Operation(ConnectorEndpoint endpoint) => Operation($"{endpoint.Method} {endpoint.Path}");

    private static string Operation(string text) => text.TrimEnd('/').ToUpperInvariant();

    // The letters and digits. An id without any, such as one of other characters only, is its own spelling.
    private static string Spelling(string id) =>
        string.Concat(id.Where(char.IsLetterOrDigit).Select(char.ToUpperInvariant));
}
