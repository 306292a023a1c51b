namespace Versori.Connectors;

/// <summary>
/// Builds a definition by hand, step by step. <see cref="ConnectorDefinition.Create"/> begins one. The records are the
/// same as those of the JSON; a builder writes what most connectors need in one line, and the methods that take a
/// record set everything else.
/// </summary>
/// <remarks>Not safe for concurrent use. <see cref="Build"/> may be called more than once.</remarks>
public sealed class ConnectorBuilder
{
    private readonly List<ConnectorInput> _inputs = [];
    private readonly List<AuthMethod> _methods = [];
    private readonly List<AuthAlternative> _alternatives = [];
    private readonly List<ConnectorEndpoint> _endpoints = [];
    private readonly List<ResponseRule> _rules = [];
    private readonly List<WebhookDefinition> _webhooks = [];
    private readonly OrderedDictionary<string, string> _headers = new(StringComparer.Ordinal);
    private readonly OrderedDictionary<string, JsonSchema> _schemas = new(StringComparer.Ordinal);
    private readonly List<Func<ConnectorDefinition, ConnectorDefinition>> _changes = [];
    private ConnectorDefinition _definition;

    internal ConnectorBuilder(ConnectorId id, string title, string baseUrl) =>
        _definition = new() { Id = id, Title = title, BaseUrl = baseUrl };

    /// <summary>Sets what the external system is for.</summary>
    /// <param name="text">The description.</param>
    public ConnectorBuilder Description(string text) => Set(_definition with { Description = text });

    /// <summary>Adds a header of every request.</summary>
    /// <param name="name">The header's name.</param>
    /// <param name="value">An expression over the inputs.</param>
    public ConnectorBuilder Header(string name, string value)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(value);
        _headers[name] = value;
        return this;
    }

    /// <summary>Adds a value that each connection supplies.</summary>
    /// <param name="name">The name that expressions use.</param>
    /// <param name="title">A short label for people.</param>
    /// <param name="defaultValue">The value that is used when none is given. Without one, a value is required.</param>
    /// <param name="pattern">A regular expression that the whole value must match.</param>
    /// <param name="allowed">The only values that are allowed; <see langword="null"/>: any.</param>
    public ConnectorBuilder Input(
        string name,
        string? title = null,
        string? defaultValue = null,
        string? pattern = null,
        IReadOnlyList<string>? allowed = null) => Input(new()
        {
            Name = name,
            Title = title,
            Default = defaultValue,
            Pattern = pattern,
            AllowedValues = allowed ?? [],
        });

    /// <summary>Adds a value that each connection supplies.</summary>
    /// <param name="input">The input.</param>
    public ConnectorBuilder Input(ConnectorInput input) => Add(_inputs, input);

    /// <summary>Adds auth methods. A call needs one of them, unless alternatives are set.</summary>
    /// <param name="methods">The methods, with unique ids.</param>
    public ConnectorBuilder Auth(params IReadOnlyList<AuthMethod> methods)
    {
        ArgumentNullException.ThrowIfNull(methods);
        foreach (var method in methods) Add(_methods, method);
        return this;
    }

    /// <summary>Adds an API key in a header.</summary>
    /// <param name="header">The header's name, such as <c>X-Api-Key</c>.</param>
    /// <param name="value">The header's value: an expression over <c>key</c>.</param>
    public ConnectorBuilder ApiKey(string header, string value = "{key}") =>
        Auth(ApiKeyAuth.Create(CredentialLocation.Header, header, value));

    /// <summary>Adds an API key in a query parameter.</summary>
    /// <param name="parameter">The parameter's name, such as <c>api_key</c>.</param>
    public ConnectorBuilder ApiKeyInQuery(string parameter) =>
        Auth(ApiKeyAuth.Create(CredentialLocation.Query, parameter));

    /// <summary>Adds a static bearer token (RFC 6750).</summary>
    /// <param name="scheme">The word before the token. Default: <c>Bearer</c>.</param>
    public ConnectorBuilder Bearer(string scheme = "Bearer") => Auth(new BearerAuth { Scheme = scheme });

    /// <summary>Adds a user name and a password (RFC 7617).</summary>
    public ConnectorBuilder Basic() => Auth(new BasicAuth());

    /// <summary>Adds OAuth 2.0 with sign-in by a person.</summary>
    /// <param name="authorizationUrl">The authorization endpoint.</param>
    /// <param name="tokenUrl">The token endpoint.</param>
    /// <param name="scopes">The scopes that are requested.</param>
    public ConnectorBuilder OAuth2SignIn(string authorizationUrl, string tokenUrl,
        params IReadOnlyList<string> scopes) =>
        Auth(new OAuth2Auth
        {
            Grant = OAuth2Grant.AuthorizationCode,
            AuthorizationUrl = authorizationUrl,
            TokenUrl = tokenUrl,
            Scopes = scopes,
        });

    /// <summary>Adds OAuth 2.0 with client credentials.</summary>
    /// <param name="tokenUrl">The token endpoint.</param>
    /// <param name="scopes">The scopes that are requested.</param>
    public ConnectorBuilder OAuth2ClientCredentials(string tokenUrl, params IReadOnlyList<string> scopes) =>
        Auth(new OAuth2Auth { Grant = OAuth2Grant.ClientCredentials, TokenUrl = tokenUrl, Scopes = scopes });

    /// <summary>Adds an alternative: auth methods that are used together.</summary>
    /// <param name="methods">The ids of the methods.</param>
    public ConnectorBuilder Alternative(params IReadOnlyList<string> methods) =>
        Add(_alternatives, new() { Methods = methods });

    /// <summary>Adds an endpoint.</summary>
    /// <param name="method">The HTTP method.</param>
    /// <param name="path">The path; its placeholders become required path parameters.</param>
    /// <param name="id">The endpoint's id.</param>
    /// <param name="configure">Adds parameters, body, responses and everything else.</param>
    public ConnectorBuilder Endpoint(
        string method, string path, string id, Action<ConnectorEndpointBuilder>? configure = null)
    {
        var builder = new ConnectorEndpointBuilder(method, path, id);
        configure?.Invoke(builder);
        return Endpoint(builder.Build());
    }

    /// <summary>Adds an endpoint.</summary>
    /// <param name="endpoint">The endpoint.</param>
    public ConnectorBuilder Endpoint(ConnectorEndpoint endpoint) => Add(_endpoints, endpoint);

    /// <inheritdoc cref="Endpoint(string, string, string, Action{ConnectorEndpointBuilder})" />
    public ConnectorBuilder Get(string path, string id, Action<ConnectorEndpointBuilder>? configure = null) =>
        Endpoint("GET", path, id, configure);

    /// <inheritdoc cref="Endpoint(string, string, string, Action{ConnectorEndpointBuilder})" />
    public ConnectorBuilder Post(string path, string id, Action<ConnectorEndpointBuilder>? configure = null) =>
        Endpoint("POST", path, id, configure);

    /// <inheritdoc cref="Endpoint(string, string, string, Action{ConnectorEndpointBuilder})" />
    public ConnectorBuilder Put(string path, string id, Action<ConnectorEndpointBuilder>? configure = null) =>
        Endpoint("PUT", path, id, configure);

    /// <inheritdoc cref="Endpoint(string, string, string, Action{ConnectorEndpointBuilder})" />
    public ConnectorBuilder Patch(string path, string id, Action<ConnectorEndpointBuilder>? configure = null) =>
        Endpoint("PATCH", path, id, configure);

    /// <inheritdoc cref="Endpoint(string, string, string, Action{ConnectorEndpointBuilder})" />
    public ConnectorBuilder Delete(string path, string id, Action<ConnectorEndpointBuilder>? configure = null) =>
        Endpoint("DELETE", path, id, configure);

    /// <summary>Adds a schema that endpoints refer to with <see cref="Schema.Shared"/>.</summary>
    /// <param name="name">The schema's name.</param>
    /// <param name="schema">The schema.</param>
    /// <exception cref="ArgumentException">There is a schema of the name.</exception>
    public ConnectorBuilder SharedSchema(string name, JsonSchema schema)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(schema);
        if (!_schemas.TryAdd(name, schema))
            throw new ArgumentException($"There is another schema named '{name}'. Choose another name.", nameof(name));
        return this;
    }

    /// <summary>Adds a rule for responses whose status does not state their meaning, for all endpoints.</summary>
    /// <param name="rule">The rule.</param>
    public ConnectorBuilder ResponseRule(ResponseRule rule) => Add(_rules, rule);

    /// <summary>Adds a webhook.</summary>
    /// <param name="id">The webhook's id.</param>
    /// <param name="scheme">How its notifications are verified.</param>
    /// <param name="title">A short label for people.</param>
    public ConnectorBuilder Webhook(string id, WebhookScheme scheme, string? title = null) =>
        Webhook(new() { Id = id, Scheme = scheme, Title = title });

    /// <summary>Adds a webhook.</summary>
    /// <param name="webhook">The webhook.</param>
    public ConnectorBuilder Webhook(WebhookDefinition webhook) => Add(_webhooks, webhook);

    /// <summary>Sets the endpoint that checks credentials.</summary>
    /// <param name="endpointId">The endpoint's id.</param>
    public ConnectorBuilder CheckWith(string endpointId) => Set(_definition with { CheckEndpoint = endpointId });

    /// <summary>Adds a rate limit of one account.</summary>
    /// <param name="calls">How many calls are allowed in the period.</param>
    /// <param name="period">The period.</param>
    public ConnectorBuilder Limit(int calls, TimeSpan period)
    {
        var limits = _definition.Limits ?? new();
        var rate = new ConnectorRate { Calls = calls, PeriodSeconds = period.TotalSeconds };
        return Set(_definition with { Limits = limits with { Rates = [.. limits.Rates, rate] } });
    }

    /// <summary>Sets how many calls of one account may be under way at the same time.</summary>
    /// <param name="calls">The number.</param>
    public ConnectorBuilder Concurrency(int calls) =>
        Set(_definition with { Limits = (_definition.Limits ?? new()) with { Concurrency = calls } });

    /// <summary>Sets when requests are sent again.</summary>
    /// <param name="retry">The rules.</param>
    public ConnectorBuilder Retry(ConnectorRetry retry) => Set(_definition with { Retry = retry });

    /// <summary>Sets which account a connection belongs to, for people.</summary>
    /// <param name="expression">An expression over inputs and captured values.</param>
    public ConnectorBuilder AccountLabel(string expression) => Set(_definition with { AccountLabel = expression });

    /// <summary>Changes whatever the other methods do not set. It is called by <see cref="Build"/>, in order.</summary>
    /// <param name="change">Returns the changed definition.</param>
    public ConnectorBuilder With(Func<ConnectorDefinition, ConnectorDefinition> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        _changes.Add(change);
        return this;
    }

    /// <summary>
    /// Returns the definition. <c>IConnectorCatalog.Validate</c> returns all of its problems, and the catalog publishes
    /// no definition with problems.
    /// </summary>
    public ConnectorDefinition Build()
    {
        var definition = _definition with
        {
            Headers = _headers,
            Inputs = _inputs,
            AuthMethods = _methods,
            AuthAlternatives = _alternatives,
            Endpoints = _endpoints,
            ResponseRules = _rules,
            Webhooks = _webhooks,
            Schemas = _schemas,
        };
        return _changes.Aggregate(definition, (changed, change) => change(changed)
            ?? throw new InvalidOperationException("A change returned null instead of a definition."));
    }

    private ConnectorBuilder Set(ConnectorDefinition definition)
    {
        _definition = definition;
        return this;
    }

    private ConnectorBuilder Add<T>(List<T> items, T item)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(item);
        items.Add(item);
        return this;
    }
}
