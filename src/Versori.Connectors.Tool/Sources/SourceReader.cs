using System.Text;
using Versori.Connectors.Generation;
using Versori.Connectors.Tool.Output;
using Versori.Connectors.Tool.Running;

namespace Versori.Connectors.Tool.Sources;

/// <summary>Reads and imports sources.</summary>
internal sealed class SourceReader(IConnectorGenerator generator, ConnectorGenerationOptions options)
{
    private const int BlockSize = 1 << 16;

    public IConnectorGenerator Generator { get; } = generator;

    /// <summary>Reads a source's document, unless it is at a URL.</summary>
    public async Task<LoadedSource> LoadAsync(
        SourceArgument argument, IWorkProgress progress, CancellationToken cancellationToken)
    {
        if (argument.Url is { } url) return new(argument, null, () => WithKey(ConnectorSource.Document(url), argument));
        var content = await ReadAsync(argument, progress, cancellationToken).ConfigureAwait(false);
        if (DefinitionFile.IsDefinition(content.Span))
        {
            var definition = Named(argument, () => ConnectorDefinition.Parse(Text(content)));
            if (argument.Key is { } key) definition = definition with { Id = ConnectorId.Parse(key) };
            return new(argument, definition, () => ConnectorSource.Of(definition));
        }

        var bytes = content.ToArray();
        return new(
            argument, null, () => WithKey(ConnectorSource.Document(new MemoryStream(bytes, writable: false)), argument));
    }

    /// <summary>
    /// Imports a source for plans, so that it is read once for all of them. A document without a base URL cannot be
    /// imported, but planned with: the base URL is a question then.
    /// </summary>
    public async Task<LoadedSource> PrepareAsync(
        LoadedSource loaded, IWorkProgress progress, CancellationToken cancellationToken)
    {
        if (loaded.Definition is not null) return loaded;
        try
        {
            var imported = await ImportAsync(loaded, progress, cancellationToken).ConfigureAwait(false);
            return loaded with { Create = () => ConnectorSource.Of(imported) };
        }
        catch (SourceException exception) when (exception.ExitCode == ExitCode.Problems)
        {
            return loaded; // If something else is wrong with it, planning fails in the same way.
        }
    }

    /// <summary>Imports a source; a definition is returned as it is.</summary>
    public async Task<ImportedConnector> ImportAsync(
        LoadedSource loaded, IWorkProgress progress, CancellationToken cancellationToken)
    {
        if (loaded.Definition is { } definition) return new(definition, []);
        progress.Begin(loaded.Argument.Url is null ? "Importing" : $"Fetching {loaded.Argument.Name}", null);
        try
        {
            return await Generator.ImportAsync(loaded.Create(), cancellationToken).ConfigureAwait(false);
        }
        catch (ConnectorException exception)
        {
            throw Failure(loaded.Argument, exception);
        }
    }

    /// <summary>Reads the whole text of a file or of standard input.</summary>
    public async Task<ReadOnlyMemory<byte>> ReadAsync(
        SourceArgument argument, IWorkProgress progress, CancellationToken cancellationToken)
    {
        try
        {
            var stream = argument.IsStandardInput
                ? Console.OpenStandardInput()
                : new FileStream(
                    argument.Location, FileMode.Open, FileAccess.Read, FileShare.Read, BlockSize, useAsync: true);
            await using (stream.ConfigureAwait(false))
            {
                progress.Begin($"Reading {argument.Name}", stream.CanSeek ? stream.Length : null);
                return await ReadAsync(argument, stream, progress, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw ToolException.Unreadable($"The file '{argument.Location}' does not exist.", exception);
        }
        catch (Exception exception) when (exception
            is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            var message = Directory.Exists(argument.Location)
                ? $"'{argument.Location}' is a folder, not a file."
                : $"'{argument.Location}' cannot be read: {exception.Message}";
            throw ToolException.Unreadable(message, exception);
        }
    }

    /// <summary>A failure of the library that belongs to a source.</summary>
    public static SourceException Failure(SourceArgument argument, ConnectorException exception)
    {
        // Without a place, the error of a URL is about the request for it.
        var isFetch = argument.Url is not null
            && string.IsNullOrEmpty(exception.Error.Location) && exception.Error.Line is null;
        return new(argument.Name, exception, isFetch);
    }

    public static string Text(ReadOnlyMemory<byte> content) =>
        Encoding.UTF8.GetString(content.Span.StartsWith("\uFEFF"u8) ? content.Span[3..] : content.Span);

    private async Task<ReadOnlyMemory<byte>> ReadAsync(
        SourceArgument argument, Stream stream, IWorkProgress progress, CancellationToken cancellationToken)
    {
        var content = new MemoryStream();
        var block = new byte[BlockSize];
        for (var count = 1; count > 0;)
        {
            count = await stream.ReadAsync(block, cancellationToken).ConfigureAwait(false);
            content.Write(block, 0, count);
            progress.Advance(count);
            if (content.Length > options.MaximumDocumentSize)
            {
                throw ToolException.Unreadable(
                    $"{argument.Name} is larger than {options.MaximumDocumentSize >> 20} MB. Set --max-megabytes.");
            }
        }

        return content.GetBuffer().AsMemory(0, (int)content.Length);
    }

    private static ConnectorSource WithKey(ConnectorSource source, SourceArgument argument) =>
        argument.Key is { } key ? source.WithId(key) : source;

    private static T Named<T>(SourceArgument argument, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (ConnectorException exception)
        {
            throw new SourceException(argument.Name, exception, isFetch: false);
        }
    }
}
