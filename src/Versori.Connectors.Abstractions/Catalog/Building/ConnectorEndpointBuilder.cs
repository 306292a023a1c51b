namespace Versori.Connectors;

/// <summary>Builds an endpoint of a <see cref="ConnectorBuilder"/>.</summary>
/// <remarks>Not safe for concurrent use.</remarks>
public sealed class ConnectorEndpointBuilder
{
    private readonly List<EndpointParameter> _parameters = [];
    private readonly List<EndpointResponse> _responses = [];
    private readonly List<ResponseRule> _rules = [];
    private readonly List<AuthAlternative> _alternatives = [];
    private readonly List<Func<ConnectorEndpoint, ConnectorEndpoint>> _changes = [];
    private ConnectorEndpoint _endpoint;

    internal ConnectorEndpointBuilder(string method, string path, string id)
    {
        ArgumentException.ThrowIfNullOrEmpty(method);
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentException.ThrowIfNullOrEmpty(id);
        _endpoint = new() { Id = id, Method = method, Path = path };
    }

    /// <summary>Sets what it does, in one line.</summary>
    /// <param name="text">The summary.</param>
    public ConnectorEndpointBuilder Summary(string text) => Set(_endpoint with { Summary = text });

    /// <summary>Sets what it does, in detail.</summary>
    /// <param name="text">The description.</param>
    public ConnectorEndpointBuilder Description(string text) => Set(_endpoint with { Description = text });

    /// <summary>Adds tags.</summary>
    /// <param name="tags">The tags.</param>
    public ConnectorEndpointBuilder Tags(params IReadOnlyList<string> tags) =>
        Set(_endpoint with { Tags = [.. _endpoint.Tags, .. tags] });

    /// <summary>Describes a path parameter. Placeholders that are not described are texts.</summary>
    /// <param name="name">The placeholder.</param>
    /// <param name="schema">The values; <see langword="null"/>: text.</param>
    /// <param name="description">What it is, as text for people.</param>
    public ConnectorEndpointBuilder Path(string name, JsonSchema? schema = null, string? description = null) =>
        Add(name, ParameterLocation.Path, schema, isRequired: true, description);

    /// <summary>Adds a parameter of the query.</summary>
    /// <param name="name">The name.</param>
    /// <param name="schema">The values; <see langword="null"/>: text.</param>
    /// <param name="required">Whether a call needs it. Default: no.</param>
    /// <param name="description">What it is, as text for people.</param>
    public ConnectorEndpointBuilder Query(
        string name, JsonSchema? schema = null, bool required = false, string? description = null) =>
        Add(name, ParameterLocation.Query, schema, required, description);

    /// <summary>Adds a header that callers set.</summary>
    /// <param name="name">The name.</param>
    /// <param name="schema">The values; <see langword="null"/>: text.</param>
    /// <param name="required">Whether a call needs it. Default: no.</param>
    /// <param name="description">What it is, as text for people.</param>
    public ConnectorEndpointBuilder Header(
        string name, JsonSchema? schema = null, bool required = false, string? description = null) =>
        Add(name, ParameterLocation.Header, schema, required, description);

    /// <summary>Adds a parameter.</summary>
    /// <param name="parameter">The parameter.</param>
    public ConnectorEndpointBuilder Parameter(EndpointParameter parameter)
    {
        ArgumentNullException.ThrowIfNull(parameter);
        _parameters.Add(parameter);
        return this;
    }

    /// <summary>Sets the body, or adds a further media type if it is set.</summary>
    /// <param name="schema">The body's schema.</param>
    /// <param name="contentType">The media type.</param>
    /// <param name="required">Whether a call needs it. Default: yes.</param>
    public ConnectorEndpointBuilder Body(
        JsonSchema schema, string contentType = "application/json", bool required = true)
    {
        ArgumentNullException.ThrowIfNull(schema);
        ArgumentException.ThrowIfNullOrEmpty(contentType);
        var content = new EndpointContent { ContentType = contentType, Schema = schema };
        return Set(_endpoint with
        {
            RequestBody = _endpoint.RequestBody is { } body
                ? body with { Alternatives = [.. body.Alternatives, content] }
                : new() { ContentType = contentType, Schema = schema, Required = required },
        });
    }

    /// <summary>Adds a response.</summary>
    /// <param name="status">The status, such as 200.</param>
    /// <param name="schema">The schema of its content; <see langword="null"/>: it has no content.</param>
    /// <param name="contentType">The media type of its content.</param>
    /// <param name="description">What it means, as text for people.</param>
    public ConnectorEndpointBuilder Returns(
        int status, JsonSchema? schema = null, string contentType = "application/json", string? description = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(status, 100);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(status, 599);
        return Response(new()
        {
            Status = status.ToString(System.Globalization.CultureInfo.InvariantCulture),
            Schema = schema,
            ContentType = schema is null ? null : contentType,
            Description = description,
        });
    }

    /// <summary>Adds a response.</summary>
    /// <param name="response">The response.</param>
    public ConnectorEndpointBuilder Response(EndpointResponse response)
    {
        ArgumentNullException.ThrowIfNull(response);
        _responses.Add(response);
        return this;
    }

    /// <summary>Sets how it returns its list in pages.</summary>
    /// <param name="found">Where the next position is found (<see cref="EndpointPaging.Found"/>).</param>
    /// <param name="goes">Where it goes (<see cref="EndpointPaging.Goes"/>).</param>
    /// <param name="items">The pointer of the items (<see cref="EndpointPaging.Items"/>).</param>
    public ConnectorEndpointBuilder Pages(string found, string goes, string? items = null) =>
        Pages(new() { Found = found, Goes = goes, Items = items });

    /// <summary>Sets how it returns its list in pages.</summary>
    /// <param name="paging">The rules.</param>
    public ConnectorEndpointBuilder Pages(EndpointPaging paging) => Set(_endpoint with { Paging = paging });

    /// <summary>Adds a rule for responses whose status does not state their meaning.</summary>
    /// <param name="rule">The rule.</param>
    public ConnectorEndpointBuilder ResponseRule(ResponseRule rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        _rules.Add(rule);
        return this;
    }

    /// <summary>Adds an alternative of auth methods for this endpoint.</summary>
    /// <param name="method">The id of the method.</param>
    /// <param name="scopes">The scopes that it needs.</param>
    public ConnectorEndpointBuilder Auth(string method, params IReadOnlyList<string> scopes)
    {
        ArgumentException.ThrowIfNullOrEmpty(method);
        _alternatives.Add(new() { Methods = [method], Scopes = scopes });
        return this;
    }

    /// <summary>Sets how much of the limits one call takes.</summary>
    /// <param name="weight">The weight. Default: 1.</param>
    public ConnectorEndpointBuilder Weight(int weight) => Set(_endpoint with { Weight = weight });

    /// <summary>Sets whether its requests may be repeated, against the rule for its method.</summary>
    /// <param name="repeatable">Whether they may.</param>
    public ConnectorEndpointBuilder Repeatable(bool repeatable = true) =>
        Set(_endpoint with { Repeatable = repeatable });

    /// <summary>Marks it as deprecated.</summary>
    public ConnectorEndpointBuilder Deprecated() => Set(_endpoint with { Deprecated = true });

    /// <summary>Changes whatever the other methods do not set, after they have been applied.</summary>
    /// <param name="change">Returns the changed endpoint.</param>
    public ConnectorEndpointBuilder With(Func<ConnectorEndpoint, ConnectorEndpoint> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        _changes.Add(change);
        return this;
    }

    internal ConnectorEndpoint Build()
    {
        var described = _parameters.Where(parameter => parameter.In == ParameterLocation.Path)
            .Select(parameter => parameter.Name)
            .ToHashSet(StringComparer.Ordinal);
        var placeholders = PathPlaceholders.Of(_endpoint.Path)
            .Where(name => !described.Contains(name))
            .Select(name => new EndpointParameter
            {
                Name = name,
                In = ParameterLocation.Path,
                Required = true,
                Schema = Schema.Text(),
            });
        var endpoint = _endpoint with
        {
            Parameters = [.. placeholders, .. _parameters],
            Responses = _responses,
            ResponseRules = _rules,
            AuthAlternatives = _alternatives.Count == 0 ? null : _alternatives,
        };
        return _changes.Aggregate(endpoint, (changed, change) => change(changed)
            ?? throw new InvalidOperationException("A change returned null instead of an endpoint."));
    }

    private ConnectorEndpointBuilder Add(
        string name, ParameterLocation location, JsonSchema? schema, bool isRequired, string? description)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return Parameter(new()
        {
            Name = name,
            In = location,
            Required = isRequired,
            Schema = schema ?? Schema.Text(),
            Description = description,
        });
    }

    private ConnectorEndpointBuilder Set(ConnectorEndpoint endpoint)
    {
        _endpoint = endpoint;
        return this;
    }
}
