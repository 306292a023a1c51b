using System.Text;
using System.Text.Json.Nodes;
using Versori.Connectors.Expressions;

namespace Versori.Connectors.Invocation;

/// <summary>Makes the requests of one endpoint. Prepared once for each version of a definition.</summary>
/// <remarks>Immutable and safe to share between threads.</remarks>
internal sealed class EndpointRequestFactory
{
    private readonly Endpoint _endpoint;
    private readonly HttpMethod _method;
    private readonly EndpointPath _path;
    private readonly List<ParameterSlot> _slots;
    private readonly Dictionary<string, ParameterSlot> _pathSlots;
    private readonly SchemaView? _bodySchema;
    private readonly ArgumentBinder _binder;

    /// <summary>Prepares an endpoint.</summary>
    /// <param name="endpoint">The endpoint.</param>
    /// <param name="schemas">The definition's shared schemas.</param>
    /// <exception cref="ConnectorException">The endpoint cannot be called as it is defined; the location is its id.</exception>
    public EndpointRequestFactory(Endpoint endpoint, IReadOnlyDictionary<string, JsonSchema> schemas)
    {
        _endpoint = endpoint;
        _method = MethodOf(endpoint);
        _path = new EndpointPath(endpoint.Path);
        _bodySchema = SchemaView.Of(endpoint.RequestBody?.Schema, schemas);
        if (endpoint.RequestBody is { } body && PositionEncoder.HeaderProblem(body.ContentType) is not null)
            throw Invalid(endpoint, "The content type of the body has characters that a header cannot hold.");
        if (endpoint.Parameters.Any(parameter => parameter.In == ParameterLocation.Cookie && PositionEncoder.HeaderProblem(parameter.Name) is not null))
            throw Invalid(endpoint, "The name of a cookie has characters that a header cannot hold.");

        var inPath = _path.Names.ToHashSet(StringComparer.Ordinal);
        var declared = endpoint.Parameters.Where(parameter => parameter.In != ParameterLocation.Path || inPath.Contains(parameter.Name));

        // Documents forget to declare parameters of their paths; the call needs them all the same.
        var forgotten = inPath.Where(name => !endpoint.Parameters.Any(parameter => parameter.In == ParameterLocation.Path && parameter.Name == name))
            .Select(name => new EndpointParameter { Name = name, In = ParameterLocation.Path });
        _slots = [.. declared.Concat(forgotten).DistinctBy(parameter => (parameter.Name, parameter.In)).Select(parameter => new ParameterSlot(parameter, SchemaView.Of(parameter.Schema, schemas)))];
        _pathSlots = _slots.Where(slot => slot.In == ParameterLocation.Path).ToDictionary(slot => slot.Name, StringComparer.Ordinal);
        _binder = new ArgumentBinder(_slots, endpoint.RequestBody, _bodySchema);
    }

    /// <summary>Whether the endpoint's own answers say what is asked for (<c>Accept</c>), as nothing else does.</summary>
    public bool AsksForItsAnswers { get; init; } = true;

    /// <summary>
    /// Makes a request. Its URL is relative to a base address that ends with a slash, and starts with none itself.
    /// </summary>
    /// <exception cref="ConnectorException">
    /// Arguments are missing, unknown or of the wrong form; <see cref="ConnectorException.Errors"/> has all of them.
    /// </exception>
    public HttpRequestMessage Create(EndpointArguments? arguments)
    {
        var errors = new List<ConnectorError>();
        var bound = _binder.Bind(arguments ?? [], errors);
        var path = WritePath(bound, errors);
        var query = WriteQuery(bound);
        var headers = WriteHeaders(bound, errors);
        var content = WriteBody(bound, errors);
        if (errors.Count > 0)
        {
            content?.Dispose();
            throw new ConnectorException(errors);
        }

        var request = new HttpRequestMessage(_method, new Uri(query.Length == 0 ? path : $"{path}?{query}", UriKind.Relative)) { Content = content };
        foreach (var (name, value) in headers) AddHeader(request, name, value);
        AddAccept(request);
        return request;
    }

    private static HttpMethod MethodOf(Endpoint endpoint)
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

    private static ConnectorException Invalid(Endpoint endpoint, string message, Exception? exception = null) =>
        new(new ConnectorError { Code = ConnectorErrorCode.InvalidDefinition, Location = endpoint.Id, Message = message }, exception);

    private string WritePath(BoundArguments bound, List<ConnectorError> errors)
    {
        return _path.Fill(Value, name => errors.Add(ArgumentBinder.Invalid(name, "The value makes '.' or '..' of a path's segment, which would leave the path.")));

        string Value(string name)
        {
            if (!bound.Parameters.TryGetValue(_pathSlots[name], out var value)) return "";
            if (value is JsonArray { Count: 0 } or JsonObject { Count: 0 } || (value is JsonValue && ArgumentCheck.Text(value).Length == 0))
                errors.Add(ArgumentBinder.Invalid(name, "The value is empty, and a path needs one here."));
            else if (value is JsonValue && ArgumentCheck.Text(value) is "." or "..")
                errors.Add(ArgumentBinder.Invalid(name, "The value is '.' or '..', which would leave the path."));
            else return ParameterWriter.Path(_pathSlots[name], value);
            return "";
        }
    }

    private StringBuilder WriteQuery(BoundArguments bound)
    {
        var query = new StringBuilder(_path.Query);
        foreach (var slot in _slots)
        {
            if (slot.In == ParameterLocation.Query && bound.Parameters.TryGetValue(slot, out var value)) ParameterWriter.AppendQuery(query, slot, value);
        }

        return query;
    }

    private List<(string Name, string Value)> WriteHeaders(BoundArguments bound, List<ConnectorError> errors)
    {
        var headers = new List<(string, string)>();
        var cookies = new StringBuilder();
        foreach (var slot in _slots)
        {
            if (!bound.Parameters.TryGetValue(slot, out var value)) continue;
            if (slot.In == ParameterLocation.Cookie) ParameterWriter.AppendCookie(cookies, slot, value);
            if (slot.In != ParameterLocation.Header) continue;

            var text = ParameterWriter.Header(slot, value);
            if (PositionEncoder.HeaderProblem(text) is { } problem) errors.Add(ArgumentBinder.Invalid(_binder.NameOf(slot), problem));
            else headers.Add((slot.Name, text));
        }

        if (cookies.Length > 0) headers.Add(("Cookie", cookies.ToString()));
        return headers;
    }

    private HttpContent? WriteBody(BoundArguments bound, List<ConnectorError> errors)
    {
        if (_endpoint.RequestBody is not { } body || (bound.Body ?? (bound.Fields.Count > 0 ? bound.Fields : null)) is not { } given) return null;
        string? problem = null;
        var content = RequestBodyWriter.Write(body.ContentType, given, _bodySchema, ref problem);
        if (problem is not null) errors.Add(ArgumentBinder.Invalid("body", problem));
        return content;
    }

    private void AddHeader(HttpRequestMessage request, string name, string value)
    {
        if (request.Headers.TryAddWithoutValidation(name, value)) return;

        // Content-Type and its like belong to the content; without content they mean nothing.
        if (request.Content is { } content)
        {
            content.Headers.Remove(name);
            if (content.Headers.TryAddWithoutValidation(name, value)) return;
        }
        else if (name.StartsWith("Content-", StringComparison.OrdinalIgnoreCase))
        {
            return;
        }

        throw Invalid(_endpoint, $"'{name}' is not the name of a header.");
    }

    // What the endpoint is known to answer with; some systems answer with something else unless they are asked.
    private void AddAccept(HttpRequestMessage request)
    {
        if (!AsksForItsAnswers || request.Headers.Contains("Accept")) return;
        var types = _endpoint.Responses.Select(response => response.ContentType).OfType<string>().Where(type => type.Length > 0 && PositionEncoder.HeaderProblem(type) is null).Distinct(StringComparer.OrdinalIgnoreCase);
        foreach (var type in types) request.Headers.TryAddWithoutValidation("Accept", type);
    }
}
