using System.Text.Json;

namespace Versori.Connectors.Invocation;

/// <summary>The arguments of the test of one endpoint.</summary>
internal sealed class TestArguments
{
    private readonly Dictionary<string, ExampleOrigin> _origins = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _sources = new(StringComparer.Ordinal);

    private TestArguments(EndpointExample example)
    {
        ContentType = example.ContentType is { } type && !type.Contains('*', StringComparison.Ordinal) ? type : null;
        foreach (var (name, value) in example.Arguments) Set(name, value, example.Origins[name], null);
    }

    public EndpointArguments Values { get; } = [];

    public string? ContentType { get; }

    public PathValues Path { get; private set; } = new();

    /// <summary>The parameters of the path whose values are not known.</summary>
    public List<string> Missing { get; } = [];

    /// <summary>The lists that had no values for them.</summary>
    public List<string> Tried { get; } = [];

    public IReadOnlyDictionary<string, ExampleOrigin> Origins => _origins;

    public IReadOnlyDictionary<string, string> Sources => _sources;

    /// <summary>Whether a refusal may be due to a value that the external system does not know.</summary>
    public bool AreCertain => _origins.Values.All(origin => origin
        is ExampleOrigin.Given or ExampleOrigin.Response or ExampleOrigin.Allowed or ExampleOrigin.Default);

    public static async Task<TestArguments> CreateAsync(
        TestRun run, ConnectorEndpoint endpoint, EndpointRequestFactory requests)
    {
        var example = ExampleArguments.Create(requests, endpoint, run.Target.Definition, run.Options.Examples);
        var arguments = new TestArguments(example);
        arguments.AddFirstPage(endpoint, requests);
        arguments.AddGiven(run, endpoint, requests);
        var finder = new PathFinder(run, endpoint, requests, arguments);
        arguments.Path = await finder.FindAsync().ConfigureAwait(false);
        arguments.AddKnown(run, requests);
        return arguments;
    }

    public ExampleOrigin OriginOf(string name) => _origins.GetValueOrDefault(name);

    public void Set(string name, object? value, ExampleOrigin origin, string? source)
    {
        Values[name] = value;
        _origins[name] = origin;
        if (source is not null) _sources[name] = source;
    }

    public string MissingMessage()
    {
        var names = string.Join(", ", Missing);
        var tried = Tried.Count == 0
            ? "No endpoint of the template lists it."
            : $"{string.Join(", ", Tried.Distinct(StringComparer.Ordinal))} returned none.";
        return $"No value is known for {names}. {tried} Give it in {nameof(EndpointTestOptions.Values)}.";
    }

    // A made-up position is no position. The first page is the one that exists.
    private void AddFirstPage(ConnectorEndpoint endpoint, EndpointRequestFactory requests)
    {
        if (endpoint.Paging is not { } paging) return;
        var origin = paging.Basis == PagingBasis.Stated ? ExampleOrigin.Default : ExampleOrigin.Made;
        var page = PageArguments.Of(null, endpoint, PagingRule.Of(paging, endpoint.Id), size: null);
        foreach (var slot in requests.Slots)
        {
            var name = NameOf(slot, requests);
            var value = page[slot.Name] ?? page[slot.QualifiedName];
            if (value is not null && OriginOf(name) is ExampleOrigin.Made) Set(name, value, origin, null);
        }
    }

    private void AddGiven(TestRun run, ConnectorEndpoint endpoint, EndpointRequestFactory requests)
    {
        foreach (var slot in requests.Slots)
        {
            if (run.Options.Values.TryGetValue(slot.Name, out var value) && value is not null)
                Set(NameOf(slot, requests), value, ExampleOrigin.Given, null);
        }

        if (!run.Options.Arguments.TryGetValue(endpoint.Id, out var given)) return;

        // The caller's fields of the body replace the example of the whole body.
        var fields = given.Any(argument => IsField(argument.Key, requests));
        if (fields && !given.Any(argument => argument.Key == ArgumentBinder.BodyName)) Remove(ArgumentBinder.BodyName);
        foreach (var (name, value) in given) Set(name, value, ExampleOrigin.Given, null);
    }

    private static bool IsField(string name, EndpointRequestFactory requests) =>
        requests.Contents.Length > 0
        && !requests.Slots.Any(slot => slot.Name == name || slot.QualifiedName == name);

    private void Remove(string name)
    {
        Values.Remove(name);
        _origins.Remove(name);
    }

    // Ids in the query, such as customer_id, are those that responses had.
    private void AddKnown(TestRun run, EndpointRequestFactory requests)
    {
        foreach (var slot in requests.Slots.Where(slot => slot.IsRequired && slot.In != ParameterLocation.Path))
        {
            var name = NameOf(slot, requests);
            if (OriginOf(name) is not (ExampleOrigin.Made or ExampleOrigin.Example)) continue;
            if (run.Known.Find(slot.Name) is not { } known || !Fits(run, slot, known.Value)) continue;
            Set(name, ArgumentConverter.FromElement(known.Value), ExampleOrigin.Response, known.Source);
        }
    }

    public static string NameOf(ParameterSlot slot, EndpointRequestFactory requests) =>
        ExampleBuilder.NameOf(slot, requests);

    public static bool Fits(TestRun run, ParameterSlot slot, JsonElement value, bool isText = true) =>
        slot.Declared is not { } schema
        || run.Target.Validator.Check(schema.Root, ArgumentConverter.FromElement(value), isText).Count == 0;
}
