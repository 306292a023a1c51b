using System.Text;
using Microsoft.Extensions.AI;
using Versori.Connectors.Generation.Documentation;
using Versori.Connectors.Generation.Reading;

namespace Versori.Connectors.Generation;

/// <summary>Loads pages, and drafts a connector from them.</summary>
internal sealed class DocumentationReader(
    DocumentFetcher fetcher, IChatClient? chat, ConnectorGenerationOptions options, TimeProvider time)
    : IDocumentationReader
{
    private const int MaximumPages = 200;

    public async Task<DocumentationDraft> ReadAsync(
        IReadOnlyList<DocumentationPage> pages, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(pages);
        if (pages.Count is 0 or > MaximumPages)
        {
            throw new ArgumentOutOfRangeException(
                nameof(pages), $"A draft needs at least one page and takes at most {MaximumPages}.");
        }

        var texts = new List<(string Text, DocumentationPage Page)>(pages.Count);
        foreach (var page in pages) texts.Add((await LoadAsync(page, cancellationToken).ConfigureAwait(false), page));
        // Large pages take a while. The caller's thread is free in the meantime.
        var reading = await Task.Run(() => Read(texts, cancellationToken), cancellationToken).ConfigureAwait(false);
        if (chat is not null)
        {
            await new PageModel(chat, options.Model, time).ReadAsync(reading, cancellationToken).ConfigureAwait(false);
        }

        return await Task.Run(reading.Draft, cancellationToken).ConfigureAwait(false);
    }

    private static PagesReading Read(
        List<(string Text, DocumentationPage Page)> texts, CancellationToken cancellationToken)
    {
        var work = new Work(cancellationToken);
        var reading = new PagesReading(work);
        foreach (var (text, page) in texts) reading.Add(PageReader.Read(text, page.Format, page.Url, work));
        return reading;
    }

    private async Task<string> LoadAsync(DocumentationPage page, CancellationToken cancellationToken)
    {
        if (page.Text is { } text)
        {
            return Encoding.UTF8.GetByteCount(text) <= options.MaximumDocumentSize
                ? text
                : throw DocumentErrors.TooLarge(options.MaximumDocumentSize);
        }

        var raw = await fetcher.FetchAsync(page.Url!, cancellationToken).ConfigureAwait(false);
        return Encoding.UTF8.GetString(DocumentText.ToUtf8(raw.Content).Span);
    }
}
