namespace Versori.Connectors;

/// <summary>A parameter of an endpoint, as OpenAPI describes it.</summary>
public sealed record EndpointParameter
{
    /// <summary>The name on the wire.</summary>
    public required string Name { get; init; }

    /// <summary>The part of the request that carries the parameter.</summary>
    public required ParameterLocation In { get; init; }

    /// <summary>Whether a call needs the parameter. Default: no. Path parameters are always required.</summary>
    public bool Required { get; init; }

    /// <summary>What it means.</summary>
    public string? Description { get; init; }

    /// <summary>The JSON Schema of its value.</summary>
    public JsonSchema? Schema { get; init; }

    /// <summary>
    /// How arrays and objects are serialized. Default: <c>simple</c> in paths and headers, <c>form</c> elsewhere.
    /// </summary>
    public ParameterStyle? Style { get; init; }

    /// <summary>
    /// Whether each item of an array or object becomes a separate parameter. Default: yes for the form style, no for
    /// others.
    /// </summary>
    public bool? Explode { get; init; }

    /// <summary>
    /// Whether reserved characters (RFC 3986 §2.2) are sent without percent-encoding in a query. Default: no.
    /// </summary>
    public bool AllowReserved { get; init; }
}
