namespace Versori.Connectors;

/// <summary>A parameter of an endpoint, as OpenAPI describes it.</summary>
public sealed record EndpointParameter
{
    /// <summary>The name on the wire.</summary>
    public required string Name { get; init; }

    /// <summary>The part of the request that carries the parameter.</summary>
    public required ParameterLocation In { get; init; }

    /// <summary>
    /// Whether a call needs the parameter. Default: no. Path parameters are always required. A required parameter whose
    /// schema allows one value only is sent with that value if a call does not give it.
    /// </summary>
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
    /// Whether reserved characters (RFC 3986 §2.2) are sent without percent-encoding. Default: no. In a query, all of
    /// them are, except <c>&amp;</c>, <c>;</c> and <c>+</c>. In a path, only slashes are: the value may span several
    /// segments, such as <c>projects/p1/topics/t2</c>. Each segment is encoded, and the segments <c>.</c> and
    /// <c>..</c> are refused.
    /// </summary>
    public bool AllowReserved { get; init; }

    /// <summary>
    /// The media type in which the value is written, such as <c>application/json</c> (OpenAPI 3.1 §4.8.12.2,
    /// <c>content</c>). <see cref="Style"/> and <see cref="Explode"/> then have no effect. Default: none, the value is
    /// written in its style.
    /// </summary>
    public string? ContentType { get; init; }

    /// <summary>
    /// Whether the external system sets the parameter for its own use. A call that does not give it sends the default
    /// of its schema. Default: no.
    /// </summary>
    public bool Internal { get; init; }

    /// <summary>
    /// Whether the empty text is a valid value, whatever the schema allows (OpenAPI 3.1 §4.8.12.2). Default: no.
    /// </summary>
    public bool AllowEmptyValue { get; init; }

    /// <summary>An example of the value, if the document has one.</summary>
    public JsonFragment? Example { get; init; }
}
