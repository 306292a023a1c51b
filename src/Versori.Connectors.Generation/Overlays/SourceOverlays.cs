using Versori.Connectors.Generation.OpenApi;
using Versori.Connectors.Generation.Reading;

namespace Versori.Connectors.Generation.Overlays;

/// <summary>Imports a document with the overlays of its source.</summary>
internal static class SourceOverlays
{
    public static ImportResult Import(
        RawDocument raw, ConnectorSource source, int limit, bool needsServer, Work work)
    {
        var outcomes = new List<OverlayOutcome>();
        var content = raw.Content;
        foreach (var overlay in source.Overlays.Where(overlay => overlay.ConnectorId is null))
        {
            var (changed, told) = DocumentOverlay.Apply(overlay, content, limit, work);
            content = changed;
            outcomes.AddRange(told);
        }

        var import = DocumentImporter.Import(raw with { Content = content }, source, limit, needsServer, work);
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
