using System.Collections.Concurrent;
using System.Text;
using System.Text.Json.Nodes;
using Versori.Connectors.Authentication;
using Versori.Connectors.Expressions;
using Versori.Connectors.Http;

namespace Versori.Connectors.Invocation;

/// <summary>Creates the requests of one endpoint. One factory is created for each version of a definition.</summary>
/// <remarks>Immutable and safe to share between threads.</remarks>
internal sealed class EndpointRequestFactory
{
    private static readonly List<(string Name, string Value)> NoHeaders = [];

    private readonly ConnectorEndpoint _endpoint;
    private readonly HttpMethod _method;
    private readonly EndpointUrl _url;
    private readonly List<ParameterSlot> _slots;
    private readonly IBodyEnvelope? _envelope;
    private readonly BodyContent[] _contents;
    private readonly ConcurrentDictionary<BodyContent, ArgumentBinder> _binders = new();
    private readonly ArgumentBinder _binder;
    private readonly ArgumentChecks _checks;
    private readonly string[] _accepted;
    private readonly bool _hasCookies;
    private readonly bool _hasHeaders;

    /// <summary>Prepares the requests of an endpoint.</summary>
    /// <param name="endpoint">The endpoint.</param>
    /// <param name="schemas">The definition's shared schemas.</param>
    /// <exception cref="ConnectorException">
    /// The definition of the endpoint is invalid. The location is its id.
    /// </exception>
    public EndpointRequestFactory(ConnectorEndpoint endpoint, IReadOnlyDictionary<string, JsonSchema> schemas)
    {
        _endpoint = endpoint;
        _method = MethodOf(endpoint);
        var path = new EndpointPath(endpoint.Path);
        _checks = new ArgumentChecks(new SchemaValidator(schemas));
        _envelope = BodyEnvelopes.Of(endpoint);
        _contents = BodyEnvelopes.Contents(endpoint, _envelope, schemas);
        if (Array.Exists(_contents, content => PositionEncoder.HeaderProblem(content.ContentType) is not null))
            throw Invalid(endpoint, "The content type of the body has characters that are not allowed in a header.");
        if (endpoint.Parameters.Any(HasInvalidCookieName))
            throw Invalid(endpoint, "The name of a cookie has characters that are not allowed in a header.");

        _slots =
        [
            .. ParametersOf(endpoint, path)
                .DistinctBy(parameter => (parameter.Name, parameter.In))
                .Select((parameter, index) =>
                    new ParameterSlot(parameter, SchemaView.Of(parameter.Schema, schemas), index)),
        ];
        _url = new(path, _slots);
        _hasHeaders = _slots.Exists(static slot => slot.In is ParameterLocation.Header or ParameterLocation.Cookie);
        _hasCookies = _slots.Exists(static slot => slot.In == ParameterLocation.Cookie);
        _binder = CreateBinder(_contents.FirstOrDefault());
        _accepted = AcceptedTypes.Of(endpoint);
    }

    /// <summary>The endpoint.</summary>
    public ConnectorEndpoint Endpoint => _endpoint;

    /// <summary>
    /// Whether requests get an <c>Accept</c> header with the media types of the endpoint's responses. False if the
    /// definition sets this header.
    /// </summary>
    public bool AddsAcceptHeader { get; init; } = true;

    /// <summary>The parameters, with those of the path that the definition does not declare.</summary>
    public IReadOnlyList<ParameterSlot> Slots => _slots;

    /// <summary>The media types of the body, the default first. Empty if the endpoint has none.</summary>
    public BodyContent[] Contents => _contents;

    /// <summary>
    /// Creates a request. Its URL is relative to a base address that ends with a slash, and does not start with a
    /// slash, unless the base address is given.
    /// </summary>
    /// <param name="arguments">The arguments.</param>
    /// <param name="options">The settings of the call.</param>
    /// <param name="skipsChecks">Whether arguments are not checked against their schemas.</param>
    /// <param name="baseAddress">The base address, which ends with a slash, if it is known.</param>
    /// <exception cref="ConnectorException">
    /// Arguments are missing, unknown or invalid. <see cref="ConnectorException.Errors"/> lists all of them.
    /// </exception>
    public HttpRequestMessage Create(
        EndpointArguments? arguments,
        InvocationOptions? options = null,
        bool skipsChecks = false,
        string? baseAddress = null)
    {
        var errors = new List<ConnectorError>();
        arguments ??= [];
        var checks = skipsChecks || options?.SkipsArgumentChecks == true ? null : _checks;
        var binder = BinderFor(arguments, options?.ContentType, errors);
        var bound = binder.Bind(arguments, checks, errors);
        var url = _url.Write(baseAddress, bound, errors);
        var headers = _hasHeaders ? WriteHeaders(binder, bound, errors) : NoHeaders;
        var content = new BodyBuilder(binder, checks).Create(bound, errors);
        RequestOptions.Check(options, errors);
        if (errors.Count > 0)
        {
            content?.Dispose();
            throw new ConnectorException(errors);
        }

        var kind = baseAddress is null ? UriKind.Relative : UriKind.Absolute;
        var request = new EndpointRequest(_method, new Uri(url, kind)) { Content = content };
        _envelope?.AddHeaders(request);
        foreach (var (name, value) in headers) AddHeader(request, name, value);
        if (options is { Headers.Count: > 0 }) Replace(request, options.Headers);
        AddAccept(request, options?.Accept);
        return request;
    }

    private void Replace(HttpRequestMessage request, IReadOnlyDictionary<string, string> headers)
    {
        foreach (var (name, value) in headers)
        {
            request.Headers.Remove(name);
            AddHeader(request, name, value);
        }
    }

    private ArgumentBinder CreateBinder(BodyContent? content) =>
        new(_slots, content, _endpoint.RequestBody?.Required == true);

    private ArgumentBinder BinderFor(EndpointArguments arguments, string? contentType, List<ConnectorError> errors)
    {
        if (_contents.Length == 0)
        {
            if (contentType is not null)
                errors.Add(ArgumentBinder.Invalid(BodyChoice.Location, "The endpoint has no body."));
            return _binder;
        }

        var content = BodyChoice.Choose(_contents, arguments, contentType, errors);
        if (content is null || content == _binder.Body) return _binder;

        // Only the contents of the definition are cached. A call may add parameters to a media type.
        return Array.IndexOf(_contents, content) < 0
            ? CreateBinder(content)
            : _binders.GetOrAdd(content, CreateBinder);
    }

    private static IEnumerable<EndpointParameter> ParametersOf(ConnectorEndpoint endpoint, EndpointPath path)
    {
        var inPath = path.Names.ToHashSet(StringComparer.Ordinal);
        var inQuery = endpoint.Parameters
            .Where(parameter => parameter.In == ParameterLocation.Query)
            .Select(parameter => parameter.Name);
        inPath.UnionWith(path.QueryNames.Except(inQuery, StringComparer.Ordinal));
        var declaredInPath = endpoint.Parameters
            .Where(parameter => parameter.In == ParameterLocation.Path)
            .Select(parameter => parameter.Name)
            .ToHashSet(StringComparer.Ordinal);

        // Some documents do not declare all parameters of their paths. A call needs the undeclared ones, too.
        return endpoint.Parameters
            .Where(parameter => parameter.In != ParameterLocation.Path || inPath.Contains(parameter.Name))
            .Concat(inPath.Where(name => !declaredInPath.Contains(name))
                .Select(name => new EndpointParameter { Name = name, In = ParameterLocation.Path }));
    }

    private static bool HasInvalidCookieName(EndpointParameter parameter) =>
        parameter.In == ParameterLocation.Cookie && PositionEncoder.HeaderProblem(parameter.Name) is not null;

    private static HttpMethod MethodOf(ConnectorEndpoint endpoint)
    {
        try
        {
            return HttpMethod.Parse(endpoint.Method.ToUpperInvariant());
        }
        catch (FormatException exception)
        {
            throw Invalid(endpoint, "The endpoint's method is not an HTTP method.", exception);
        }
    }

    private static ConnectorException Invalid(ConnectorEndpoint endpoint, string message, Exception? exception = null)
    {
        var error = new ConnectorError
        {
            Code = ConnectorErrorCode.InvalidDefinition,
            Location = endpoint.Id,
            Message = message,
        };
        return new(error, exception);
    }

    private List<(string Name, string Value)> WriteHeaders(
        ArgumentBinder binder, BoundArguments bound, List<ConnectorError> errors)
    {
        var headers = new List<(string, string)>();
        var cookies = _hasCookies ? new StringBuilder() : null;
        foreach (var slot in _slots)
        {
            if (slot.In is not (ParameterLocation.Cookie or ParameterLocation.Header)) continue;
            if (!bound.TryGet(slot, out var value)) continue;
            var problem = slot.In switch
            {
                ParameterLocation.Cookie => CookieWriter.Append(cookies!, slot, value),
                ParameterLocation.Header => AddHeader(headers, slot, value),
                _ => null,
            };
            if (problem is not null) errors.Add(ArgumentBinder.Invalid(binder.NameOf(slot), problem));
        }

        if (cookies is { Length: > 0 }) headers.Add(("Cookie", cookies.ToString()));
        return headers;
    }

    private static string? AddHeader(List<(string, string)> headers, ParameterSlot slot, JsonNode value)
    {
        if (HeaderWriter.Problem(slot, value) is { } problem) return problem;
        headers.Add((slot.Name, HeaderWriter.Write(slot, value)));
        return null;
    }

    private void AddHeader(HttpRequestMessage request, string name, string value)
    {
        if (request.Headers.TryAddWithoutValidation(name, value)) return;

        // Content-Type and similar headers belong to the content (RFC 9110 §8), which may be empty.
        if (!HttpTokenSyntax.IsToken(name)) throw Invalid(_endpoint, $"'{name}' is not a valid header name.");
        request.Content ??= new ByteArrayContent([]);

        // The length of content in memory is known. A wrong one would break the connection.
        var isLength = name.Equals("Content-Length", StringComparison.OrdinalIgnoreCase);
        if (isLength && request.Content.Headers.ContentLength is not null) return;
        request.Content.Headers.Remove(name);
        if (request.Content.Headers.TryAddWithoutValidation(name, value)) return;
        throw Invalid(_endpoint, $"'{name}' cannot be sent as a header.");
    }

    // The media types of the endpoint's responses. Without an Accept header, some systems send another media type.
    private void AddAccept(HttpRequestMessage request, string? requested)
    {
        if (requested is not null)
        {
            request.Headers.Remove("Accept");
            request.Headers.TryAddWithoutValidation("Accept", requested);
        }

        if (!AddsAcceptHeader || (request.Headers.NonValidated.Count > 0 && request.Headers.Contains("Accept"))) return;
        if (_envelope is not null)
        {
            request.Headers.TryAddWithoutValidation("Accept", _envelope.Accept);
            return;
        }

        foreach (var type in _accepted) request.Headers.TryAddWithoutValidation("Accept", type);
    }
}
