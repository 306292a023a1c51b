using System.Text;
using System.Text.Json;
using Versori.Connectors.Generation.OpenApi;
using Versori.Connectors.Generation.Reading;

namespace Versori.Connectors.Generation.Sources;

/// <summary>A kind of document that is translated to OpenAPI.</summary>
internal abstract class TranslatedSource : ISourceKind
{
    public abstract string Name { get; }

    public bool Matches(SourceDocument document) =>
        document.Format == SourceFormat.Json && Matches(document.Tree.Root, document);

    public Task<ImportResult> ReadAsync(SourceDocument document, ImportRequest request)
    {
        var related = new List<ParsedDocument>();
        try
        {
            // Only members of the document itself have a place in it.
            var log = new WarningLog(request.Work);
            foreach (var (name, text) in request.Source.Related) related.Add(Parse(name, text, request));
            return Task.FromResult(Read(document, related, log, request));
        }
        finally
        {
            foreach (var other in related) other.Dispose();
        }
    }

    /// <summary>Whether a document is of this kind.</summary>
    protected abstract bool Matches(JsonElement root, SourceDocument document);

    /// <summary>Translates a document.</summary>
    /// <param name="root">The document.</param>
    /// <param name="related">The documents that the host has given with it.</param>
    protected abstract Translation Translate(Node root, IReadOnlyList<Node> related);

    private ImportResult Read(
        SourceDocument document, List<ParsedDocument> related, WarningLog log, ImportRequest request)
    {
        var others = new WarningLog(request.Work);
        Translation translation;
        try
        {
            translation = Translate(
                new(document.Tree.Root, "", log), related.ConvertAll(other => new Node(other.Root, "", others)));
        }
        catch (ConnectorException exception) when (exception.Error is { Location: { } pointer, Line: null })
        {
            var line = LineFinder.Find(document.Tree.Json.Span, pointer);
            throw new ConnectorException(exception.Error with { Line = line }, exception);
        }

        var result = TranslatedImport.Import(
            translation, document.Tree, document.Url, log, request.Source, request.NeedsServer, request.Work);
        var ofRelated = others.ToList("{}"u8).Select(warning => warning with
        {
            Message = $"In a related document: {warning.Message}",
            Line = null,
        });
        return result with { Warnings = [.. result.Warnings, .. ofRelated] };
    }

    private static ParsedDocument Parse(string name, string text, ImportRequest request)
    {
        try
        {
            return DocumentParser.Parse(
                Encoding.UTF8.GetBytes(text), request.Options.MaximumDocumentSize, request.Work);
        }
        catch (ConnectorException exception)
        {
            var message = $"The related document '{name}' cannot be read. {exception.Error.Message}";
            throw new ConnectorException(exception.Error with { Message = message }, exception);
        }
    }
}
