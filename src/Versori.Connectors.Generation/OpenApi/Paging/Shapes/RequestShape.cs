using Versori.Connectors.Generation.Reading;

namespace Versori.Connectors.Generation.OpenApi;

/// <summary>The values of an endpoint's requests that could take a position or a size.</summary>
internal sealed class RequestShape
{
    private const int MaximumInputs = 300;
    private const int MaximumDepth = 2;

    private readonly SchemaParts _schemas;
    private readonly Work _work;
    private readonly List<PagingInput> _inputs = [];

    public RequestShape(ConnectorEndpoint endpoint, SchemaParts schemas, Work work)
    {
        _schemas = schemas;
        _work = work;
        foreach (var parameter in endpoint.Parameters)
        {
            if (parameter.In is ParameterLocation.Query or ParameterLocation.Header) Add(parameter);
        }

        if (endpoint.RequestBody?.Schema is { } body) AddFields(body.Root, "", 0);
    }

    public IReadOnlyList<PagingInput> Inputs => _inputs;

    private void Add(EndpointParameter parameter)
    {
        _work.Step();
        var kind = parameter.In == ParameterLocation.Query ? "query" : "header";
        var parts = parameter.Schema is { } schema ? _schemas.Of(schema.Root) : [];
        var isObject = SchemaParts.TypeOf(parts) == "object" && parameter.ContentType is null;
        if (!isObject)
        {
            _inputs.Add(new(parameter.Name, $"{kind}:{parameter.Name}", parts, parameter.Description));
            return;
        }

        foreach (var property in SchemaParts.PropertiesOf(parts).Take(MaximumInputs))
        {
            // OpenAPI 3.1 §4.8.12.2: deepObject writes page[size], an exploded form writes size.
            var name = parameter.Style == ParameterStyle.DeepObject || parameter.Name is "page" or "paging"
                ? $"{parameter.Name}[{property.Name}]"
                : property.Name;
            _inputs.Add(new(name, $"{kind}:{name}", _schemas.Of(property.Value), null));
        }
    }

    private void AddFields(System.Text.Json.JsonElement schema, string pointer, int depth)
    {
        var parts = _schemas.Of(schema);
        foreach (var property in SchemaParts.PropertiesOf(parts))
        {
            _work.Step();
            if (_inputs.Count >= MaximumInputs) return;
            var own = _schemas.Of(property.Value);
            var place = Pointer.Append(pointer, property.Name);
            if (SchemaParts.TypeOf(own) == "object" && depth < MaximumDepth - 1)
                AddFields(property.Value, place, depth + 1);
            _inputs.Add(new(property.Name, $"body:{place}", own, null));
        }
    }
}
