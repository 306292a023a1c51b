using System.Text;
using Versori.Connectors.Generation.Reading;

namespace Versori.Connectors.Generation.Sources;

/// <summary>
/// The documents that a document refers to: those that the host has given, and those that it allows to be fetched
/// (<see cref="ConnectorGenerationOptions.MaximumRelatedDocuments"/>). All of them together have the maximum size of
/// one document.
/// </summary>
internal sealed class RelatedContent
{
    /// <summary>The base of the references of documents without a URL. It is never requested.</summary>
    public static readonly Uri Nowhere = new("https://document.invalid/1/2/3/4/5/6/7/8/document");

    private readonly ImportRequest _request;
    private readonly Dictionary<Uri, string> _given = [];
    private int _fetched;
    private long _bytes;

    /// <param name="request">What the first document is read with.</param>
    /// <param name="start">The URL of the first document, to which the names that the host gives are relative.</param>
    public RelatedContent(ImportRequest request, Uri start)
    {
        _request = request;
        foreach (var (name, text) in request.Source.Related)
        {
            if (Uri.TryCreate(start, name, out var given)) _given[Key(given)] = text;
        }
    }

    /// <summary>The URL without its fragment, which identifies a document.</summary>
    public static Uri Key(Uri url) => url.Fragment.Length == 0
        ? url
        : new(url.GetComponents(UriComponents.HttpRequestUrl, UriFormat.UriEscaped));

    /// <summary>Returns a document; <see langword="null"/> if it is neither given nor allowed to be fetched.</summary>
    /// <exception cref="ConnectorException">It cannot be fetched, or is too large.</exception>
    public async Task<RawDocument?> FindAsync(Uri url)
    {
        var limit = _request.Options.MaximumDocumentSize;
        if (_bytes > limit) throw DocumentErrors.TooLarge(limit);
        RawDocument raw;
        if (_given.TryGetValue(url, out var text))
        {
            raw = new(Encoding.UTF8.GetBytes(text), url);
        }
        else
        {
            var isWeb = url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps;
            if (!isWeb || url.Host == Nowhere.Host || _fetched >= _request.Options.MaximumRelatedDocuments) return null;
            _fetched++;
            raw = await FetchAsync(url).ConfigureAwait(false);
        }

        _bytes += raw.Content.Length;
        return _bytes > limit ? throw DocumentErrors.TooLarge(limit) : raw;
    }

    /// <summary>Counts what a document grew by when it was parsed: aliases of YAML are small.</summary>
    public void CountExpanded(long bytes) => _bytes += Math.Max(0, bytes);

    private async Task<RawDocument> FetchAsync(Uri url)
    {
        try
        {
            return await _request.Fetcher.FetchAsync(url, _request.CancellationToken).ConfigureAwait(false);
        }
        catch (ConnectorException exception) when (exception.Code == ConnectorErrorCode.InvalidDocument)
        {
            // It is too large by itself, so that all documents together are.
            _bytes = _request.Options.MaximumDocumentSize + 1L;
            throw;
        }
    }
}
