namespace Versori.Connectors.Benchmarks.Wires;

/// <summary>
/// Takes the content of requests, as a socket does: content that is written only when it is sent is written here.
/// </summary>
internal sealed class Sink : Stream
{
    [ThreadStatic]
    private static Sink? _ofThread;

    private readonly byte[] _buffer = new byte[64 * 1024];

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Reads the content of a request. All contents of the benchmarks are in memory.</summary>
    public static void Read(HttpRequestMessage request)
    {
        if (request.Content is not { } content) return;
        var copying = content.CopyToAsync(_ofThread ??= new());
        if (!copying.IsCompletedSuccessfully) copying.GetAwaiter().GetResult();
    }

    public override void Write(ReadOnlySpan<byte> buffer) => buffer.CopyTo(_buffer);

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override ValueTask WriteAsync(
        ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Write(buffer.Span);
        return default;
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        Write(buffer.AsSpan(offset, count));
        return Task.CompletedTask;
    }

    public override void Flush()
    {
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
