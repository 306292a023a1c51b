using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;

namespace Versori.Connectors.Generation.Tests.Proof;

/// <summary>
/// One connected system of a plan. Ids come from the responses of the template's endpoints, and only those that no
/// endpoint of the system returns are given from outside.
/// </summary>
internal sealed class ProofSystem(
    IServiceProvider services, ConnectionTemplate template, ConnectorDefinition definition, MockSystem system)
{
    private readonly Dictionary<string, string> _ids = new(StringComparer.Ordinal);
    private readonly IEndpointTester _tester = services.GetRequiredService<IEndpointTester>();
    private readonly IEndpointInvoker _invoker = services.GetRequiredService<IEndpointInvoker>();
    private readonly HashSet<string> _listed = new(StringComparer.Ordinal);

    /// <summary>What the tester could not call by itself, although the plan's lists return the ids.</summary>
    public List<string> Unchained { get; } = [];

    /// <summary>Executes needed endpoints, which read, create, change and remove in this order.</summary>
    /// <returns>The kind and the text of what failed first; otherwise <see langword="null"/>.</returns>
    public async Task<(string Kind, string Detail)?> ExecuteAsync(IEnumerable<string> needed)
    {
        await CollectAsync();
        foreach (var endpoint in needed.Select(Endpoint).OrderBy(Order))
        {
            if (await ExecuteAsync(endpoint) is { } failure) return failure;
            await CollectAsync();
        }

        return null;
    }

    /// <summary>What an endpoint's path needs and neither the responses so far nor the outside give.</summary>
    private string? Missing(MockOperation operation) => Needs(operation.Segments)
        .Where(need => !_ids.ContainsKey(need.Resource) && system.Lists(need.Resource))
        .Select(need => need.Resource)
        .FirstOrDefault();

    private async Task<(string Kind, string Detail)?> ExecuteAsync(ConnectorEndpoint endpoint)
    {
        var operation = Operation(endpoint);
        var name = $"{definition.Id} {endpoint.Method} {endpoint.Path}";
        if (Missing(operation) is { } missing) return ("no id", $"{name}: no list of the plan returns a {missing}");

        // The tester finds the ids of what reads by itself. What changes something gets those of existing objects.
        var isRead = endpoint.Method == "GET";
        if (isRead && Needs(operation.Segments).All(need => system.Lists(need.Resource)))
        {
            var alone = await _tester.TestAsync(template.Id, endpoint.Id);
            if (alone.Outcome == EndpointTestOutcome.Works) return null;
            Unchained.Add($"{name}: {alone.Outcome} {alone.Message} {string.Join(' ', alone.Sources.Values)}");
        }

        var result = await _tester.TestAsync(template.Id, endpoint.Id, new()
        {
            IncludesUnsafeMethods = true,
            Arguments = new Dictionary<string, EndpointArguments> { [endpoint.Id] = ArgumentsOf(operation) },
        });
        if (result.Outcome != EndpointTestOutcome.Works)
        {
            var refusal = system.Refusals.LastOrDefault();
            var drift = string.Join(", ", result.Drift.Select(difference => $"{difference}"));
            return ($"{result.Outcome}", $"{name}: {result.StatusCode} {result.Message} {drift} {refusal}");
        }

        if (operation.List is null && operation.ReturnsIds) await CreateAsync(endpoint, operation);
        return null;
    }

    // The created object is made once more, for its id: a result of a test has no content.
    private async Task CreateAsync(ConnectorEndpoint endpoint, MockOperation operation)
    {
        var response = await InvokeAsync(endpoint, operation);
        if (operation.Resource is { } resource && (string?)response?["id"] is { } id) _ids.TryAdd(resource, id);
    }

    // Calls the lists of the template whose own ids are known, until there is nothing new.
    private async Task CollectAsync()
    {
        while (true)
        {
            var next = definition.Endpoints
                .Where(endpoint => template.Endpoints.Contains(endpoint.Id))
                .FirstOrDefault(endpoint => Operation(endpoint) is { List: not null } operation
                    && !_listed.Contains(endpoint.Id) && Missing(operation) is null);
            if (next is null) return;
            _listed.Add(next.Id);
            var operation = Operation(next);
            var response = await InvokeAsync(next, operation);
            var list = operation.List!.Value.Envelope is { } envelope ? response?[envelope] : response;
            foreach (var item in list?.AsArray() ?? [])
            {
                // A search for everything returns objects of all kinds, whose ids say what they are.
                var id = (string)item!["id"]!;
                _ids.TryAdd(operation.Resource ?? id[..id.LastIndexOf('-')], id);
            }
        }
    }

    private async Task<JsonNode?> InvokeAsync(ConnectorEndpoint endpoint, MockOperation operation)
    {
        var arguments = ExampleArguments.Create(definition, endpoint.Id).Arguments;
        foreach (var (name, value) in ArgumentsOf(operation)) arguments[name] = value;
        var response = await _invoker.InvokeAsync(template.Id, endpoint.Id, arguments);
        return response.IsSuccess && response.Body.Length > 0 ? JsonNode.Parse(response.Body.Span) : null;
    }

    private EndpointArguments ArgumentsOf(MockOperation operation)
    {
        var arguments = new EndpointArguments();
        foreach (var (parameter, resource) in Needs(operation.Segments))
        {
            arguments[parameter] = _ids.GetValueOrDefault(resource) ?? MockSystem.OutsideId(resource);
        }

        return arguments;
    }

    private static IEnumerable<(string Parameter, string Resource)> Needs(string[] segments) => segments.Index()
        .Where(segment => Resources.IsParameter(segment.Item))
        .Select(segment => (segment.Item.Trim('{', '}'), Resources.OfParameter(segments, segment.Index)));

    private ConnectorEndpoint Endpoint(string id) => definition.Endpoints.Single(endpoint => endpoint.Id == id);

    private MockOperation Operation(ConnectorEndpoint endpoint) => system.Find(endpoint.Method, endpoint.Path);

    private static int Order(ConnectorEndpoint endpoint) => endpoint.Method switch
    {
        "GET" => endpoint.Path.Length,
        "POST" => 10_000 + endpoint.Path.Length,
        // What is below an object is removed before it.
        "DELETE" => 40_000 - endpoint.Path.Length,
        _ => 20_000 + endpoint.Path.Length,
    };
}
