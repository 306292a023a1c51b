namespace Versori.Connectors.Http;

/// <summary>Content that was read, and whether it was longer than the limit.</summary>
internal readonly record struct BoundedBody(ReadOnlyMemory<byte> Bytes, bool IsTruncated);
