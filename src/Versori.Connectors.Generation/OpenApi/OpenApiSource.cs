using Versori.Connectors.Generation.Sources;

namespace Versori.Connectors.Generation.OpenApi;

/// <summary>OpenAPI documents, JSON or YAML.</summary>
internal sealed class OpenApiSource : ISourceKind
{
    public string Name => "an OpenAPI document (JSON or YAML)";

    public bool Matches(SourceDocument document)
    {
        if (document.Format == SourceFormat.Xml) return false;
        var root = document.Tree.Root;
        return root.TryGetProperty("openapi", out _) || root.TryGetProperty("swagger", out _);
    }

    public Task<ImportResult> ReadAsync(SourceDocument document, ImportRequest request) => Task.FromResult(
        DocumentImporter.Import(document.Tree, document.Url, request.Source, request.NeedsServer, request.Work));
}
