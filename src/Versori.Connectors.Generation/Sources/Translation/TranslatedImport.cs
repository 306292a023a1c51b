using System.Text.Json;
using Versori.Connectors.Generation.OpenApi;
using Versori.Connectors.Generation.Reading;

namespace Versori.Connectors.Generation.Sources;

/// <summary>Imports a translated document, and returns warnings and errors at the places of the original.</summary>
internal static class TranslatedImport
{
    /// <summary>The nesting depth of a translated document: some levels more than that of an original.</summary>
    public const int MaximumDepth = DocumentParser.MaximumDepth + 24;

    /// <summary>Imports a document.</summary>
    /// <param name="translation">The translated document.</param>
    /// <param name="original">The original document.</param>
    /// <param name="url">The URL that the original was read from, if any.</param>
    /// <param name="log">The warnings of the translation, at places of the original.</param>
    /// <param name="source">The source, with the values that replace those of the document.</param>
    /// <param name="needsServer">Whether a document without a base URL is an error.</param>
    /// <param name="work">Counts the work, and ends it when the caller cancels.</param>
    public static ImportResult Import(
        Translation translation,
        ParsedDocument original,
        Uri? url,
        WarningLog log,
        ConnectorSource source,
        bool needsServer,
        Work work)
    {
        var options = new JsonDocumentOptions { MaxDepth = MaximumDepth };
        using var document = new ParsedDocument(JsonDocument.Parse(translation.Json, options), translation.Json);
        ImportResult result;
        try
        {
            result = DocumentImporter.Import(document, url, source, needsServer, work, translation);
        }
        catch (ConnectorException exception) when (exception.Error.Location is { } location)
        {
            var pointer = translation.Map.Original(location);
            var error = exception.Error with
            {
                Location = pointer,
                Line = LineFinder.Find(original.Json.Span, pointer),
            };
            throw new ConnectorException(error, exception);
        }

        return result with
        {
            Definition = result.Definition with
            {
                Endpoints = WithGraphQL(result.Definition, translation),
                Headers = translation.Headers,
                Inputs = source.Auth is null ? result.Definition.Inputs : UsedInputs(result.Definition, translation),
            },
            Warnings = [.. log.ToList(original.Json.Span), .. Located(result.Warnings, translation.Map, original)],
        };
    }

    // The auth methods of the host replace those that needed some of the inputs.
    private static List<ConnectorInput> UsedInputs(ConnectorDefinition definition, Translation translation)
    {
        string[] texts =
        [
            definition.BaseUrl,
            .. definition.Endpoints.Select(endpoint => endpoint.BaseUrl).OfType<string>(),
            .. translation.Headers.Values,
        ];
        return
        [
            .. definition.Inputs.Where(input =>
                translation.Inputs.All(own => own.Name != input.Name)
                || Array.Exists(texts, text => text.Contains($"{{{input.Name}}}", StringComparison.Ordinal))),
        ];
    }

    private static List<ConnectorEndpoint> WithGraphQL(ConnectorDefinition definition, Translation translation) =>
        [.. definition.Endpoints.Select(endpoint => translation.GraphQL.TryGetValue(endpoint.Id, out var operation)
            ? endpoint with { GraphQL = operation }
            : endpoint)];

    private static List<ConnectorError> Located(
        IReadOnlyList<ConnectorError> warnings, SourceMap map, ParsedDocument original)
    {
        if (warnings.Count == 0) return [];
        var moved = warnings
            .Select(warning => warning with { Location = map.Original(warning.Location ?? "") })
            .ToList();
        var lines = new LineFinder();
        foreach (var warning in moved) lines.Add(warning.Location!);
        lines.Run(original.Json.Span);
        return moved.ConvertAll(warning => warning with { Line = lines.Line(warning.Location!) });
    }
}
