using System.Buffers;
using System.IO.Pipelines;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Versori.Connectors.Invocation;

/// <summary>Reads the items of sequential media types (OpenAPI 3.2 §4.14) while they arrive.</summary>
internal static class ItemReader
{
    // An item is kept in memory until it is complete.
    private const int MaximumItem = 64 * 1024 * 1024;

    private const byte LineFeed = (byte)'\n';
    private const byte RecordSeparator = 0x1E;

    public static IAsyncEnumerable<T?> ReadAsync<T>(
        Stream content, string? contentType, JsonTypeInfo<T> type, CancellationToken cancellationToken) =>
        MediaType.Of(contentType ?? "") switch
        {
            MediaKind.EventStream => ReadEventsAsync(content, type, cancellationToken),
            MediaKind.JsonSequence => ReadSeparatedAsync(content, RecordSeparator, type, cancellationToken),
            MediaKind.JsonLines => ReadSeparatedAsync(content, LineFeed, type, cancellationToken),
            _ => ReadArrayAsync(content, type, cancellationToken),
        };

    private static async IAsyncEnumerable<T?> ReadArrayAsync<T>(
        Stream content, JsonTypeInfo<T> type, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var items = JsonSerializer.DeserializeAsyncEnumerable(content, type, cancellationToken);
        var reader = items.GetAsyncEnumerator(cancellationToken);
        await using (reader.ConfigureAwait(false))
        {
            for (var index = 0; ; index++)
            {
                try
                {
                    if (!await reader.MoveNextAsync().ConfigureAwait(false)) yield break;
                }
                catch (JsonException exception)
                {
                    throw NotOfType(index, exception);
                }

                yield return reader.Current;
            }
        }
    }

    // Events whose data is "[DONE]" end a stream by a widespread convention.
    private static async IAsyncEnumerable<T?> ReadEventsAsync<T>(
        Stream content, JsonTypeInfo<T> type, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var index = 0;
        var events = SseParser.Create(content, (_, data) => data.ToArray()).EnumerateAsync(cancellationToken);
        await foreach (var item in events.ConfigureAwait(false))
        {
            if (item.Data.AsSpan().Trim((byte)' ').SequenceEqual("[DONE]"u8)) yield break;
            if (item.Data.Length > 0) yield return Parse(item.Data, type, index++);
        }
    }

    private static async IAsyncEnumerable<T?> ReadSeparatedAsync<T>(
        Stream content, byte separator, JsonTypeInfo<T> type,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var pipe = PipeReader.Create(content, new StreamPipeReaderOptions(leaveOpen: true));
        try
        {
            for (var index = 0; ;)
            {
                var read = await pipe.ReadAsync(cancellationToken).ConfigureAwait(false);
                var buffer = read.Buffer;
                while (TryTake(ref buffer, separator, read.IsCompleted, out var item))
                {
                    if (!IsBlank(item)) yield return Parse(item.ToArray(), type, index++);
                }

                if (buffer.Length > MaximumItem) throw TooLarge(index);
                pipe.AdvanceTo(buffer.Start, buffer.End);
                if (read.IsCompleted) yield break;
            }
        }
        finally
        {
            await pipe.CompleteAsync().ConfigureAwait(false);
        }
    }

    private static bool TryTake(
        ref ReadOnlySequence<byte> buffer, byte separator, bool isLast, out ReadOnlySequence<byte> item)
    {
        if (buffer.PositionOf(separator) is { } end)
        {
            item = buffer.Slice(0, end);
            buffer = buffer.Slice(buffer.GetPosition(1, end));
            return true;
        }

        item = buffer;
        if (!isLast || buffer.IsEmpty) return false;
        buffer = buffer.Slice(buffer.End);
        return true;
    }

    private static bool IsBlank(ReadOnlySequence<byte> item)
    {
        foreach (var segment in item)
        {
            if (segment.Span.ContainsAnyExcept(" \t\r\n\u001E"u8)) return false;
        }

        return true;
    }

    private static T? Parse<T>(byte[] json, JsonTypeInfo<T> type, int index)
    {
        try
        {
            return JsonSerializer.Deserialize(json, type);
        }
        catch (JsonException exception)
        {
            throw NotOfType(index, exception);
        }
    }

    private static ConnectorException NotOfType(int index, JsonException exception) => new(
        new ConnectorError
        {
            Code = ConnectorErrorCode.InvalidResponse,
            Location = $"/{index}",
            Message = $"Item {index} of the response is not the JSON that was expected.",
        },
        exception);

    private static ConnectorException TooLarge(int index) => new(new ConnectorError
    {
        Code = ConnectorErrorCode.InvalidResponse,
        Location = $"/{index}",
        Message = $"Item {index} of the response is larger than {MaximumItem} bytes. Read the content as a stream.",
    });
}
