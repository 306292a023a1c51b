namespace Versori.Connectors.Invocation;

/// <summary>Content that this library wrote, whose bytes therefore never change.</summary>
internal sealed class WrittenContent : ByteArrayContent
{
    public WrittenContent(byte[] bytes)
        : base(bytes) => Bytes = bytes;

    public byte[] Bytes { get; }
}
