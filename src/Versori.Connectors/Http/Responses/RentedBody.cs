using System.Buffers;

namespace Versori.Connectors.Http;

/// <summary>
/// Content that was read, usually into a pooled buffer. It has to be disposed of; the content is not used afterwards.
/// </summary>
internal readonly struct RentedBody(ReadOnlyMemory<byte> bytes, byte[]? rented, bool isTruncated) : IDisposable
{
    public ReadOnlyMemory<byte> Bytes => bytes;

    /// <summary>Whether the content was longer than the limit.</summary>
    public bool IsTruncated => isTruncated;

    /// <summary>Whether the buffer is used again after the content is disposed of.</summary>
    public bool IsPooled => rented is not null;

    /// <summary>Clears what was read, which may be secret, and returns the buffer.</summary>
    public void Dispose()
    {
        if (rented is null) return;
        rented.AsSpan(0, bytes.Length).Clear();
        ArrayPool<byte>.Shared.Return(rented);
    }
}
