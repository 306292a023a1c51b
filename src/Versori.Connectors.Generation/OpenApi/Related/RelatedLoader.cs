using Versori.Connectors.Generation.Reading;
using Versori.Connectors.Generation.Sources;

namespace Versori.Connectors.Generation.OpenApi;

/// <summary>
/// Loads the documents that a document refers to: those that the host has given, and those that it allows to be fetched
/// (<see cref="ConnectorGenerationOptions.MaximumRelatedDocuments"/>).
/// </summary>
internal sealed class RelatedLoader : IDisposable
{
    private readonly ImportRequest _request;
    private readonly RelatedContent _content;
    private readonly Dictionary<Uri, RelatedDocument?> _known = [];
    private readonly List<RelatedDocument> _documents = [];
    private readonly UniqueNames _names = new();

    public RelatedLoader(SourceDocument document, ImportRequest request)
    {
        _request = request;
        var url = document.Url ?? RelatedContent.Nowhere;
        var start = SelfOf(document) is { } self && Uri.TryCreate(url, self, out var own) ? own : url;
        _content = new(request, start);
        var root = new RelatedDocument(start, "", document.Tree);
        _documents.Add(root);
        _known[RelatedContent.Key(start)] = root;
        _known.TryAdd(RelatedContent.Key(url), root);
    }

    /// <summary>The documents, the first of the source before those that it refers to.</summary>
    public IReadOnlyList<RelatedDocument> Documents => _documents;

    /// <summary>Why documents were not loaded.</summary>
    public List<ConnectorError> Problems { get; } = [];

    /// <summary>Whether there can be anything to load.</summary>
    public static bool IsNeeded(SourceDocument document, ImportRequest request) =>
        request.Options.MaximumRelatedDocuments > 0 || request.Source.Related.Count > 0
        || SelfOf(document) is not null;

    /// <summary>Returns the reference as it is in the bundle; unchanged if its document was not loaded.</summary>
    public string Rewrite(string reference, RelatedDocument document)
    {
        var hash = reference.IndexOf('#', StringComparison.Ordinal);
        var fragment = hash < 0 ? "" : reference[(hash + 1)..];
        var target = hash == 0 ? document : Find(hash < 0 ? reference : reference[..hash], document.Base);

        // An anchor is a name within its schema, and no pointer.
        var isPointer = fragment.Length == 0 || fragment[0] == '/';
        return target is null || !isPointer ? reference : $"#{target.Prefix}{fragment}";
    }

    /// <summary>Loads all documents that can be reached.</summary>
    public async Task LoadAsync()
    {
        // The list grows.
        for (var at = 0; at < _documents.Count; at++)
        {
            var document = _documents[at];
            foreach (var (pointer, reference) in ReferenceFinder.Find(document.Parsed.Root, _request.Work))
            {
                var hash = reference.IndexOf('#', StringComparison.Ordinal);
                if (hash == 0) continue;
                var address = hash < 0 ? reference : reference[..hash];
                if (!Uri.TryCreate(document.Base, address, out var url)) continue;
                await LoadAsync(url, document.Prefix + pointer).ConfigureAwait(false);
            }
        }
    }

    public void Dispose()
    {
        foreach (var document in _documents.Skip(1)) document.Parsed.Dispose();
    }

    private async Task LoadAsync(Uri url, string place)
    {
        var key = RelatedContent.Key(url);
        if (_known.ContainsKey(key)) return;
        _known[key] = null;
        try
        {
            if (await _content.FindAsync(key).ConfigureAwait(false) is not { } raw) return;
            var parsed = DocumentParser.Parse(raw.Content, _request.Options.MaximumDocumentSize, _request.Work);
            _content.CountExpanded(parsed.Json.Length - raw.Content.Length);
            var name = _names.Take(NameOf(url));
            var document = new RelatedDocument(raw.Url ?? url, $"/{BundleWriter.Section}/{name}", parsed);
            _documents.Add(document);
            _known[key] = document;
        }
        catch (ConnectorException exception)
        {
            Problems.Add(exception.Error with
            {
                Message = $"The document '{NameOf(url)}' was not read. {exception.Error.Message}",
                Location = place,
                Line = null,
            });
        }
    }

    private RelatedDocument? Find(string address, Uri from) =>
        Uri.TryCreate(from, address, out var url) ? _known.GetValueOrDefault(RelatedContent.Key(url)) : null;

    // OpenAPI 3.2 §4.1: the document's own URL, which its references are relative to. API URLs are not.
    private static Uri? SelfOf(SourceDocument document) =>
        document.Tree.Root.TryGetProperty("$self", out var self)
        && self.ValueKind == System.Text.Json.JsonValueKind.String
        && Uri.TryCreate(self.GetString(), UriKind.RelativeOrAbsolute, out var url)
            ? url
            : null;

    // The name is part of pointers and of the names of schemas.
    private static string NameOf(Uri url)
    {
        var last = url.Segments.Length == 0 ? "" : url.Segments[^1].Trim('/');
        var name = string.Concat(last.Where(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_'));
        return name.Length == 0 ? "document" : name;
    }
}
