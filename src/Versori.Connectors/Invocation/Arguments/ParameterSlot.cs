namespace Versori.Connectors.Invocation;

/// <summary>A parameter of an endpoint with the defaults of its settings applied.</summary>
internal sealed class ParameterSlot(EndpointParameter parameter, SchemaView? schema)
{
    public string Name => parameter.Name;

    public ParameterLocation In => parameter.In;

    public SchemaView? Schema => schema;

    public bool AllowReserved => parameter.AllowReserved;

    /// <summary>
    /// The name with its location, which identifies the parameter if other locations use the same name.
    /// </summary>
    public string QualifiedName { get; } = $"{Prefix(parameter.In)}.{parameter.Name}";

    /// <summary>
    /// Whether the parameter is required. OpenAPI 3.1 §4.8.12.1: path parameters are always required. Three headers
    /// belong to authentication and content, and their definitions are ignored.
    /// </summary>
    public bool IsRequired { get; } = parameter.In == ParameterLocation.Path
        || (parameter.Required && !IsManagedHeader(parameter));

    /// <summary>The style. OpenAPI 3.1 §4.8.12.2: the default depends on the location.</summary>
    public ParameterStyle Style { get; } = parameter.Style ?? DefaultStyle(parameter.In);

    /// <summary>
    /// Whether lists and objects are exploded. OpenAPI 3.1 §4.8.12.2: the default is true for the form style only.
    /// </summary>
    public bool Explode => parameter.Explode ?? Style == ParameterStyle.Form;

    private static ParameterStyle DefaultStyle(ParameterLocation location) =>
        location is ParameterLocation.Path or ParameterLocation.Header ? ParameterStyle.Simple : ParameterStyle.Form;

    private static bool IsManagedHeader(EndpointParameter parameter) =>
        parameter.In == ParameterLocation.Header
        && (parameter.Name.Equals("Accept", StringComparison.OrdinalIgnoreCase)
            || parameter.Name.Equals("Content-Type", StringComparison.OrdinalIgnoreCase)
            || parameter.Name.Equals("Authorization", StringComparison.OrdinalIgnoreCase));

    private static string Prefix(ParameterLocation location) => location switch
    {
        ParameterLocation.Path => "path",
        ParameterLocation.Query => "query",
        ParameterLocation.Header => "header",
        _ => "cookie",
    };
}
