using System.Net;
using System.Runtime.ExceptionServices;

namespace Versori.Connectors.Http;

/// <summary>
/// Content of which the beginning was read already. Whoever reads it gets everything from the beginning, and an error
/// where the original content had it.
/// </summary>
internal sealed class PreviewedContent : HttpContent
{
    private readonly HttpContent _source;
    private readonly PreviewedStream _stream;

    private PreviewedContent(HttpContent source, Stream rest)
    {
        _source = source;
        _stream = new(rest);
        foreach (var (name, values) in source.Headers.NonValidated) Headers.TryAddWithoutValidation(name, values);
    }

    /// <summary>The bytes that were read so far.</summary>
    public ReadOnlyMemory<byte> Beginning => _stream.Beginning;

    /// <summary>Whether <see cref="Beginning"/> is the whole content.</summary>
    public bool HasEnded => _stream.HasEnded;

    /// <summary>Puts itself in the place of a response's content.</summary>
    public static async ValueTask<PreviewedContent> OfAsync(
        HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (response.Content is PreviewedContent previewed) return previewed;
        var stream = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        var content = new PreviewedContent(response.Content, stream);
        response.Content = content;
        return content;
    }

    /// <summary>Reads on, and appends what it reads to <see cref="Beginning"/>. Does nothing after the end.</summary>
    public ValueTask ReadMoreAsync(CancellationToken cancellationToken) => _stream.PreviewAsync(cancellationToken);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override Task SerializeToStreamAsync(
        Stream stream, TransportContext? context, CancellationToken cancellationToken) =>
        _stream.CopyToAsync(stream, cancellationToken);

    protected override void SerializeToStream(
        Stream stream, TransportContext? context, CancellationToken cancellationToken) => _stream.CopyTo(stream);

    protected override Task<Stream> CreateContentReadStreamAsync() => Task.FromResult<Stream>(_stream);

    protected override Stream CreateContentReadStream(CancellationToken cancellationToken) => _stream;

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _stream.Dispose();
            _source.Dispose();
        }

        base.Dispose(disposing);
    }

    /// <summary>A stream of the bytes that were read already, then of the rest.</summary>
    private sealed class PreviewedStream(Stream rest) : Stream
    {
        private readonly MemoryStream _beginning = new();
        private ExceptionDispatchInfo? _failure;
        private int _position;

        public ReadOnlyMemory<byte> Beginning => _beginning.GetBuffer().AsMemory(0, (int)_beginning.Length);

        public bool HasEnded { get; private set; }

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public async ValueTask PreviewAsync(CancellationToken cancellationToken)
        {
            if (HasEnded) return;
            var chunk = new byte[4 * 1024];
            try
            {
                var read = await rest.ReadAsync(chunk, cancellationToken).ConfigureAwait(false);
                _beginning.Write(chunk, 0, read);
                HasEnded = read == 0;
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
            {
                // The caller meets the failure where it reads the content.
                _failure = ExceptionDispatchInfo.Capture(exception);
                HasEnded = true;
            }
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override int Read(Span<byte> buffer)
        {
            if (TryReadBeginning(buffer, out var read)) return read;
            _failure?.Throw();
            return HasEnded ? 0 : rest.Read(buffer);
        }

        public override Task<int> ReadAsync(
            byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (TryReadBeginning(buffer.Span, out var read)) return new(read);
            _failure?.Throw();
            return HasEnded ? new(0) : rest.ReadAsync(buffer, cancellationToken);
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing) rest.Dispose();
            base.Dispose(disposing);
        }

        private bool TryReadBeginning(Span<byte> buffer, out int read)
        {
            read = Math.Min(buffer.Length, (int)_beginning.Length - _position);
            Beginning.Span.Slice(_position, read).CopyTo(buffer);
            _position += read;
            return read > 0;
        }
    }
}
