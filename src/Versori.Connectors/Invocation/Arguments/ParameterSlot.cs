namespace Versori.Connectors.Invocation;

/// <summary>A parameter of an endpoint with its settings made definite.</summary>
internal sealed class ParameterSlot(EndpointParameter parameter, SchemaView? schema)
{
    public string Name => parameter.Name;

    public ParameterLocation In => parameter.In;

    public SchemaView? Schema => schema;

    public bool AllowReserved => parameter.AllowReserved;

    /// <summary>The name that reaches it whatever else has its bare name.</summary>
    public string QualifiedName { get; } = $"{Prefix(parameter.In)}.{parameter.Name}";

    /// <summary>
    /// Whether a call needs it. OpenAPI 3.1 §4.8.12.1: path parameters always are required; three headers belong to
    /// authentication and content, and what a document says about them is ignored.
    /// </summary>
    public bool IsRequired { get; } = parameter.In == ParameterLocation.Path || (parameter.Required && !IsManagedHeader(parameter));

    /// <summary>OpenAPI 3.1 §4.8.12.2: the default depends on the location.</summary>
    public ParameterStyle Style { get; } = parameter.Style
        ?? (parameter.In is ParameterLocation.Path or ParameterLocation.Header ? ParameterStyle.Simple : ParameterStyle.Form);

    /// <summary>OpenAPI 3.1 §4.8.12.2: yes for the form style, otherwise no.</summary>
    public bool Explode => parameter.Explode ?? Style == ParameterStyle.Form;

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
