using Versori.Connectors.Serialization;

namespace Versori.Connectors;

/// <summary>One operation of the external system.</summary>
public sealed record ConnectorEndpoint
{
    /// <summary>The id, unique within the connector; the OpenAPI <c>operationId</c> if there is one.</summary>
    public required string Id { get; init; }

    /// <summary>A short summary of the operation.</summary>
    public string? Summary { get; init; }

    /// <summary>A detailed description of the operation.</summary>
    public string? Description { get; init; }

    /// <summary>The HTTP method, such as <c>GET</c>.</summary>
    public required string Method { get; init; }

    /// <summary>
    /// The path below the base URL, with parameters in braces, such as <c>/repos/{owner}/{repo}/issues</c>.
    /// </summary>
    public required string Path { get; init; }

    /// <summary>The endpoint's own base URL. Default: the connector's.</summary>
    public string? BaseUrl { get; init; }

    /// <summary>The path, query, header and cookie parameters.</summary>
    public IReadOnlyList<EndpointParameter> Parameters
    {
        get;
        init => field = ValueList<EndpointParameter>.Of(value);
    } = ValueList<EndpointParameter>.Empty;

    /// <summary>The content that the endpoint accepts, if any.</summary>
    public EndpointRequestBody? RequestBody { get; init; }

    /// <summary>The known responses of the endpoint.</summary>
    public IReadOnlyList<EndpointResponse> Responses
    {
        get;
        init => field = ValueList<EndpointResponse>.Of(value);
    } = ValueList<EndpointResponse>.Empty;

    /// <summary>How the endpoint returns a list in pages. Default: not known, or no list.</summary>
    public EndpointPaging? Paging { get; init; }

    /// <summary>
    /// The meaning of responses whose status does not state it. They are examined before those of the connector.
    /// </summary>
    public IReadOnlyList<ResponseRule> ResponseRules
    {
        get;
        init => field = ValueList<ResponseRule>.Of(value);
    } = ValueList<ResponseRule>.Empty;

    /// <summary>The GraphQL operation that the endpoint runs. Default: none.</summary>
    public GraphQLOperation? GraphQL { get; init; }

    /// <summary>The SOAP operation that the endpoint runs. Default: none.</summary>
    public SoapOperation? Soap { get; init; }

    /// <summary>
    /// The endpoint's own alternatives of auth methods. <see langword="null"/>: those of the connector. Empty: the
    /// endpoint needs no authentication.
    /// </summary>
    public IReadOnlyList<AuthAlternative>? AuthAlternatives
    {
        get;
        init => field = value is null ? null : ValueList<AuthAlternative>.Of(value);
    }

    /// <summary>
    /// How many units of the connector's rates (<see cref="ConnectorLimits.Rates"/>) one call uses. 0: the call does
    /// not count. Default: 1. Range: 0 to 1,000,000.
    /// </summary>
    public int Weight { get; init; } = 1;

    /// <summary>
    /// Whether a call may be sent again after a failure that may be temporary. Default: <see langword="null"/>, if its
    /// method is idempotent (RFC 9110 §9.2.2) or it has an idempotency key.
    /// </summary>
    public bool? Repeatable { get; init; }

    /// <summary>The groups to which the endpoint belongs.</summary>
    public IReadOnlyList<string> Tags { get; init => field = ValueList<string>.Of(value); } = ValueList<string>.Empty;

    /// <summary>Whether the external system advises against using it.</summary>
    public bool Deprecated { get; init; }
}
