using System.Text.Json;

namespace Versori.Connectors.Invocation;

/// <summary>A parameter of an endpoint with the defaults of its settings applied.</summary>
/// <param name="parameter">The parameter.</param>
/// <param name="schema">The view of its schema.</param>
/// <param name="index">Its index among the parameters of the endpoint.</param>
internal sealed class ParameterSlot(EndpointParameter parameter, SchemaView? schema, int index = 0)
{
    private PlainSchema? _plain;

    public int Index => index;

    public string Name => parameter.Name;

    public ParameterLocation In => parameter.In;

    public SchemaView? Schema => schema;

    /// <summary>The schema as the definition has it.</summary>
    public JsonSchema? Declared => parameter.Schema;

    /// <summary>The example of the definition.</summary>
    public JsonFragment? Example => parameter.Example;

    /// <summary>Whether it is a header that belongs to authentication or content, and is not an argument.</summary>
    public bool IsManaged => IsManagedHeader(parameter);

    public bool AllowEmptyValue => parameter.AllowEmptyValue;

    public bool AllowReserved => parameter.AllowReserved;

    /// <summary>The media type of the value; <see langword="null"/> if it is written in its style.</summary>
    public string? ContentType => parameter.ContentType;

    /// <summary>
    /// The value that is sent if none is given: of a required parameter the only one that its schema allows, of an
    /// internal one the schema's default. <see langword="null"/> if there is none.
    /// </summary>
    public JsonElement? Standard { get; } = StandardOf(parameter, schema);

    /// <summary>
    /// The name with its location, which identifies the parameter if other locations use the same name.
    /// </summary>
    public string QualifiedName { get; } = $"{Prefix(parameter.In)}.{parameter.Name}";

    /// <summary>
    /// Whether the parameter is required. OpenAPI 3.1 §4.8.12.1: path parameters are always required. Three headers
    /// belong to authentication and content, and their definitions are ignored.
    /// </summary>
    public bool IsRequired { get; } = NeedsValue(parameter);

    /// <summary>The style. OpenAPI 3.1 §4.8.12.2: the default depends on the location.</summary>
    public ParameterStyle Style { get; } = parameter.Style ?? DefaultStyle(parameter.In);

    /// <summary>
    /// Whether lists and objects are exploded. OpenAPI 3.1 §4.8.12.2: the default is true for the form style; 3.2
    /// §4.12.2: for the cookie style, too.
    /// </summary>
    public bool Explode => parameter.Explode ?? Style is ParameterStyle.Form or ParameterStyle.Cookie;

    /// <summary>The name as it is written in a query.</summary>
    [field: System.Diagnostics.CodeAnalysis.AllowNull, System.Diagnostics.CodeAnalysis.MaybeNull]
    public string QueryName => field ??= ParameterWriter.EncodeQueryName(parameter.Name);

    /// <summary>Whether a plain scalar is written as its text, in the path or the query.</summary>
    public bool IsWrittenAsText { get; } = parameter.ContentType is null
        && (parameter.In == ParameterLocation.Query
            || (parameter.In == ParameterLocation.Path
                && parameter.Style is null or ParameterStyle.Simple
                && !parameter.AllowReserved));

    /// <summary>Whether a plain scalar certainly matches the schema.</summary>
    /// <param name="value">A value of <see cref="PlainScalar"/>.</param>
    /// <param name="checks">The checks; <see langword="null"/> if values are not checked.</param>
    public bool Accepts(object value, ArgumentChecks? checks) =>
        checks is null
        || parameter.Schema is not { } declared
        || (_plain ??= checks.PlainOf(declared)).AcceptsPlain(value);

    private static bool NeedsValue(EndpointParameter parameter) =>
        parameter.In == ParameterLocation.Path || (parameter.Required && !IsManagedHeader(parameter));

    private static JsonElement? StandardOf(EndpointParameter parameter, SchemaView? schema)
    {
        if (parameter.Internal && schema?.Default is { } standard) return standard;
        return NeedsValue(parameter) ? schema?.OnlyValue : null;
    }

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
        ParameterLocation.QueryString => "querystring",
        _ => "cookie",
    };
}
