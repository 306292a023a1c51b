namespace Versori.Connectors;

/// <summary>A parameter of an endpoint, as OpenAPI describes it.</summary>
public sealed record EndpointParameter
{
    /// <summary>The name on the wire.</summary>
    public required string Name { get; init; }

    /// <summary>Where it goes.</summary>
    public required ParameterLocation In { get; init; }

    /// <summary>Whether a call cannot be made without it. Path parameters always are.</summary>
    public bool Required { get; init; }

    /// <summary>What it means.</summary>
    public string? Description { get; init; }

    /// <summary>The JSON Schema of its value.</summary>
    public JsonSchema? Schema { get; init; }

    /// <summary>How arrays and objects are written. Default: <c>simple</c> in paths and headers, <c>form</c> elsewhere.</summary>
    public ParameterStyle? Style { get; init; }

    /// <summary>Whether each item of an array or object gets a parameter of its own. Default: yes for the form style.</summary>
    public bool? Explode { get; init; }

    /// <summary>Whether reserved characters (RFC 3986 §2.2) are sent as they are in a query. Default: no.</summary>
    public bool AllowReserved { get; init; }
}
