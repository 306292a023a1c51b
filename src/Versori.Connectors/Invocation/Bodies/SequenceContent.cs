using System.Net;
using System.Text.Json.Nodes;

namespace Versori.Connectors.Invocation;

/// <summary>Writes JSON values one after another while they are enumerated. Nothing is kept in memory.</summary>
internal sealed class SequenceContent(IAsyncEnumerable<object?> items, MediaKind kind) : HttpContent
{
    private static readonly byte[] LineFeed = "\n"u8.ToArray();
    private static readonly byte[] RecordSeparator = [0x1E];

    /// <summary>Writes values that are in memory.</summary>
    public static byte[] Write(JsonArray items, MediaKind kind)
    {
        using var buffer = new MemoryStream();
        foreach (var item in items)
        {
            if (kind == MediaKind.JsonSequence) buffer.Write(RecordSeparator);
            buffer.Write(RequestBodyWriter.ToUtf8(item));
            buffer.Write(LineFeed);
        }

        return buffer.ToArray();
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(
        Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        await foreach (var item in items.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            string? problem = null;
            var node = ArgumentConverter.ToNode(item, null, ref problem);
            if (problem is not null)
                throw new ConnectorException(ArgumentBinder.Invalid(ArgumentBinder.BodyName, problem));
            await stream.WriteAsync(Write([node], kind), cancellationToken).ConfigureAwait(false);
            await stream.FlushAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    protected override bool TryComputeLength(out long length)
    {
        length = -1;
        return false;
    }
}
