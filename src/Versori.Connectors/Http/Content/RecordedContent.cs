using System.Net;

namespace Versori.Connectors.Http;

/// <summary>
/// Records content of unknown length while it is sent, up to a limit, so that it can be sent again. Sending does not
/// wait for the end of the content, so that a caller can go on writing it.
/// </summary>
internal sealed class RecordedContent : HttpContent
{
    private readonly HttpContent _inner;
    private readonly long _limit;
    private byte[]? _record;
    private bool _wasStarted;

    /// <param name="inner">The content.</param>
    /// <param name="limit">The largest content that is kept, in bytes.</param>
    public RecordedContent(HttpContent inner, long limit)
    {
        _inner = inner;
        _limit = limit;
        foreach (var (name, values) in inner.Headers.NonValidated) Headers.TryAddWithoutValidation(name, values);
    }

    /// <summary>Whether the content was recorded completely, or was not sent at all.</summary>
    public bool IsRepeatable => Volatile.Read(ref _record) is not null || !Volatile.Read(ref _wasStarted);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(
        Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        if (_record is { } record)
        {
            await stream.WriteAsync(record, cancellationToken).ConfigureAwait(false);
            return;
        }

        var recording = Begin(stream);
        await using (recording.ConfigureAwait(false))
        {
            await _inner.CopyToAsync(recording, context, cancellationToken).ConfigureAwait(false);
            Volatile.Write(ref _record, recording.Recorded);
        }
    }

    protected override void SerializeToStream(
        Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        if (_record is { } record)
        {
            stream.Write(record);
            return;
        }

        using var recording = Begin(stream);
        _inner.CopyTo(recording, context, cancellationToken);
        Volatile.Write(ref _record, recording.Recorded);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = -1;
        return false;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) _inner.Dispose();
        base.Dispose(disposing);
    }

    private RecordingStream Begin(Stream stream)
    {
        Volatile.Write(ref _wasStarted, true);
        return new(stream, _limit);
    }
}
