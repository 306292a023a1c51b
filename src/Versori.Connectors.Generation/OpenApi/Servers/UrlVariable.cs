namespace Versori.Connectors.Generation.OpenApi;

/// <summary>A variable of a URL.</summary>
/// <param name="Raw">The text in braces.</param>
/// <param name="Name">The name of its input.</param>
/// <param name="Declared">Its input, if the document declares it (OpenAPI 3.1 §4.8.6).</param>
internal sealed record UrlVariable(string Raw, string Name, ConnectorInput? Declared)
{
    /// <summary>The default, or the first of the allowed values.</summary>
    public string? Sample => Declared?.Default ?? (Declared is { AllowedValues: [var first, ..] } ? first : null);

    /// <summary>
    /// Whether the author's values begin with a slash, which then does not stand before the variable: <c>{path}</c> is
    /// <c>/shop/v2</c>.
    /// </summary>
    public bool BringsSlash => Declared is { } input
        && AuthorsValues(input) is { Count: > 0 } values
        && values.Exists(value => value.StartsWith('/'))
        && values.TrueForAll(value => value.Length == 0 || value.StartsWith('/'));

    private static List<string> AuthorsValues(ConnectorInput input) =>
        input.Default is { } standard ? [standard, .. input.AllowedValues] : [.. input.AllowedValues];
}
