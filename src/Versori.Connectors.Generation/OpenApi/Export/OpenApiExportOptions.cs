namespace Versori.Connectors.Generation;

/// <summary>Settings of an OpenAPI document that a definition is exported to.</summary>
public sealed record OpenApiExportOptions
{
    /// <summary>
    /// The document's <c>info.version</c>, which OpenAPI requires and definitions do not have. Default: <c>1</c>.
    /// </summary>
    public string Version { get; init; } = "1";
}
