using System.Text;

namespace Versori.Connectors.Generation.Reading;

/// <summary>Loads the bytes of a source, within the host's limit of size.</summary>
internal sealed class DocumentLoader(DocumentFetcher fetcher, ConnectorGenerationOptions options)
{
    public async Task<RawDocument> LoadAsync(ConnectorSource source, CancellationToken cancellationToken)
    {
        if (source.Text is { } text) return new(Encode(text), null);
        if (source.Path is { } path)
        {
            return new(await ReadFileAsync(path, cancellationToken).ConfigureAwait(false), null);
        }

        if (source.Url is { } url) return await fetcher.FetchAsync(url, cancellationToken).ConfigureAwait(false);
        try
        {
            var content = await BoundedReader
                .ReadAsync(source.Content!, options.MaximumDocumentSize, cancellationToken)
                .ConfigureAwait(false);
            return new(content, null);
        }
        catch (Exception exception) when (exception is IOException or NotSupportedException or ObjectDisposedException)
        {
            throw DocumentErrors.Invalid("", $"The stream cannot be read: {exception.Message}", inner: exception);
        }
    }

    private byte[] Encode(string text) =>
        Encoding.UTF8.GetByteCount(text) > options.MaximumDocumentSize
            ? throw DocumentErrors.TooLarge(options.MaximumDocumentSize)
            : Encoding.UTF8.GetBytes(text);

    private async Task<ReadOnlyMemory<byte>> ReadFileAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, useAsync: true);
            await using (file.ConfigureAwait(false))
            {
                return await BoundedReader.ReadAsync(file, options.MaximumDocumentSize, cancellationToken)
                    .ConfigureAwait(false);
            }
        }
        catch (Exception exception) when (exception
            is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            throw DocumentErrors.Invalid(
                "", $"The file '{path}' cannot be read: {exception.Message}", inner: exception);
        }
    }
}
