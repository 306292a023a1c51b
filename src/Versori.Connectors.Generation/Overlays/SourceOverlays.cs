using Versori.Connectors.Generation.OpenApi;
using Versori.Connectors.Generation.Reading;
using Versori.Connectors.Generation.Sources;

namespace Versori.Connectors.Generation.Overlays;

/// <summary>Imports a document with the overlays of its source.</summary>
internal static class SourceOverlays
{
    public static async Task<ImportResult> ImportAsync(RawDocument raw, ImportRequest request)
    {
        var source = request.Source;
        var outcomes = new List<OverlayOutcome>();
        var content = raw.Content;
        foreach (var overlay in source.Overlays.Where(overlay => overlay.ConnectorId is null))
        {
            var (changed, told) = DocumentOverlay.Apply(
                overlay, content, request.Options.MaximumDocumentSize, request.Work);
            content = changed;
            outcomes.AddRange(told);
        }

        var import = await SourceReader.ReadAsync(raw with { Content = content }, request).ConfigureAwait(false);
        // The lines are not those of the document that the caller has.
        if (outcomes.Count > 0)
            import = import with { Warnings = [.. import.Warnings.Select(warning => warning with { Line = null })] };
        return Edit(import with { Overlay = outcomes }, source.Overlays);
    }

    /// <summary>Applies the overlays that record edits.</summary>
    public static ImportResult Edit(ImportResult import, IReadOnlyList<OpenApiOverlay> overlays)
    {
        foreach (var overlay in overlays.Where(overlay => overlay.ConnectorId is not null))
        {
            var (definition, outcomes) = EditOverlay.Apply(import.Definition, overlay);
            import = import with { Definition = definition, Overlay = [.. import.Overlay, .. outcomes] };
        }

        return import;
    }
}
