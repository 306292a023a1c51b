using Versori.Connectors.Generation.Reading;
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

    public async Task<ImportResult> ReadAsync(SourceDocument document, ImportRequest request)
    {
        if (!RelatedLoader.IsNeeded(document, request)) return Import(document.Tree, document, request);
        var (bundle, problems) = await BundleWriter.BundleAsync(document, request).ConfigureAwait(false);
        using (bundle)
        {
            var result = Import(bundle, document, request);
            return result with { Warnings = [.. problems, .. result.Warnings] };
        }
    }

    private static ImportResult Import(ParsedDocument parsed, SourceDocument document, ImportRequest request) =>
        DocumentImporter.Import(
            parsed, document.Url, request.Source, request.NeedsServer, request.Work, ids: request.EndpointIds);
}
