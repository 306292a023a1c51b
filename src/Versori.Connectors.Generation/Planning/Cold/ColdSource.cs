using Versori.Connectors.Generation.OpenApi;
using Versori.Connectors.Generation.Reading;

namespace Versori.Connectors.Generation.Planning;

/// <summary>A large document that was never read, of which a plan reads only what it can be about.</summary>
/// <param name="raw">The document.</param>
/// <param name="source">The source of the document.</param>
/// <param name="outline">The outline of the document.</param>
internal sealed class ColdSource(RawDocument raw, ConnectorSource source, DocumentOutline outline)
{
    // The endpoint that checks credentials is the best of few.
    private const int CheckEndpoints = 3;

    private static readonly string[] NotParameters = ["body", "formdata"];
    private static readonly string[] NotHeaders = ["accept", "content-type", "authorization"];

    private readonly List<OutlinedOperation> _operations = [.. outline.Operations];
    private readonly Dictionary<ConnectorEndpoint, int> _places = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<OutlinedParameter, EndpointParameter> _parameters = [];
    private SourceIndex? _index;

    public RawDocument Raw => raw;

    public ConnectorSource Source => source;

    /// <summary>The operations, in the order of <see cref="Endpoints"/>.</summary>
    public IReadOnlyList<OutlinedOperation> Operations => _operations;

    /// <summary>The endpoints by the fields of the outline, without schemas.</summary>
    public IReadOnlyList<ConnectorEndpoint> Endpoints { get; private set; } = [];

    /// <summary>Assigns the ids of the endpoints, and creates them.</summary>
    public void Prepare(Work work)
    {
        var ids = OpenApi.EndpointIds.Assign(
            [.. _operations.Select(operation => (operation.Method, operation.Path, operation.OperationId))], work);
        var endpoints = new List<ConnectorEndpoint>(_operations.Count);
        foreach (var (at, operation) in _operations.Index())
        {
            work.Step();
            operation.Id = ids[at];
            endpoints.Add(Endpoint(operation));
            _places[endpoints[at]] = at;
        }

        Endpoints = endpoints;
    }

    /// <summary>The ids of the endpoints by method and path.</summary>
    public Dictionary<(string, string), string> EndpointIds => field ??= _operations.ToDictionary(
        operation => (operation.Method, operation.Path), operation => operation.Id);

    /// <summary>Returns the document with some of its operations only.</summary>
    public RawDocument Reduced(IEnumerable<OutlinedOperation> operations, Work work) =>
        raw with { Content = ReducedDocument.Write(outline, operations, work) };

    /// <summary>Returns the operations that a plan needs beside those that match the requirements.</summary>
    /// <param name="definition">The definition with <see cref="Endpoints"/>.</param>
    /// <param name="previous">The plan that was made before, if there is one.</param>
    public IEnumerable<OutlinedOperation> Further(ConnectorDefinition definition, IntegrationPlan? previous)
    {
        var mentioned = (previous?.Connectors ?? [])
            .SelectMany(connector => connector.Endpoints
                .Concat(connector.Suggestions.Select(suggestion => suggestion.EndpointId))
                .Concat(connector.OpenQuestions.SelectMany(question => question.Options)))
            .ToHashSet(StringComparer.Ordinal);
        return _operations.Where(operation => operation.HasCallbacks || mentioned.Contains(operation.Id))
            .Concat(Checks(definition));
    }

    /// <summary>Returns the endpoints that a person chose of an earlier plan.</summary>
    public IEnumerable<ConnectorEndpoint> Ticked(IntegrationPlan? previous)
    {
        var ids = (previous?.Connectors ?? []).SelectMany(connector => connector.Ticks)
            .Where(tick => tick.IsChosen)
            .Select(tick => tick.EndpointId)
            .ToHashSet(StringComparer.Ordinal);
        return ids.Count == 0 ? [] : Endpoints.Where(endpoint => ids.Contains(endpoint.Id));
    }

    /// <summary>Returns the operation of an endpoint of <see cref="Endpoints"/>.</summary>
    public OutlinedOperation OperationOf(ConnectorEndpoint endpoint) => _operations[_places[endpoint]];

    /// <summary>Remembers the index of <see cref="Endpoints"/>.</summary>
    public void Index(ConnectorDefinition definition, Work work) => _index = SourceIndex.Of(definition, work);

    /// <summary>
    /// Keeps the index for the endpoints that were read whole, so that they are ranked as in the whole document.
    /// </summary>
    public void Keep(ConnectorDefinition read, Work work)
    {
        var places = read.Endpoints.Index()
            .ToDictionary(item => item.Item.Id, item => item.Index, StringComparer.Ordinal);
        var whole = new int[places.Count];
        foreach (var (at, operation) in _operations.Index())
        {
            if (places.TryGetValue(operation.Id, out var place)) whole[place] = at;
        }

        _index!.Keep(read, whole, work);
    }

    private IEnumerable<OutlinedOperation> Checks(ConnectorDefinition definition)
    {
        var left = definition.Endpoints
            .Where(endpoint => endpoint.Method == "GET" && !endpoint.Path.Contains('{', StringComparison.Ordinal))
            .ToList();
        for (var count = 0; count < CheckEndpoints; count++)
        {
            var check = Connecting.CheckEndpoints.FindIdentityEndpoint(definition with { Endpoints = left });
            if (check is null) yield break;
            left.Remove(check);
            yield return OperationOf(check);
        }
    }

    private ConnectorEndpoint Endpoint(OutlinedOperation operation) => new()
    {
        Id = operation.Id,
        Method = operation.Method,
        Path = operation.Path,
        Summary = operation.Summary ?? operation.Item.Summary,
        Description = operation.Description ?? operation.Item.Description,
        Tags = operation.Tags,
        Deprecated = operation.Deprecated,
        Parameters = Parameters(operation),
        AuthAlternatives = operation.IsPublic ? [] : null,
    };

    private List<EndpointParameter> Parameters(OutlinedOperation operation) =>
    [
        .. outline.ParametersOf(operation)
            .Where(parameter => !NotParameters.Contains(parameter.In, StringComparer.Ordinal))
            .Where(parameter => parameter.In != "header"
                || !NotHeaders.Contains(parameter.Name, StringComparer.OrdinalIgnoreCase))
            .Select(Parameter),
    ];

    // Documents repeat few parameters many times.
    private EndpointParameter Parameter(OutlinedParameter parameter)
    {
        if (_parameters.TryGetValue(parameter, out var known)) return known;
        return _parameters[parameter] = new()
        {
            Name = parameter.Name!,
            In = parameter.In == "path" ? ParameterLocation.Path
                : parameter.In == "header" ? ParameterLocation.Header
                : ParameterLocation.Query,
            Required = parameter.Required,
        };
    }
}
