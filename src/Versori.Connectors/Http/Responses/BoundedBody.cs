namespace Versori.Connectors.Http;

/// <summary>Content that was read, and whether there was more than the limit.</summary>
internal readonly record struct BoundedBody(ReadOnlyMemory<byte> Bytes, bool IsTruncated);
