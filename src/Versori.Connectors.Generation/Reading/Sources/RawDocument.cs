namespace Versori.Connectors.Generation.Reading;

/// <summary>The bytes of a document, and the URL that they were read from, if any.</summary>
internal readonly record struct RawDocument(ReadOnlyMemory<byte> Content, Uri? Url);
