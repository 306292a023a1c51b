namespace Versori.Connectors.Generation.Reading;

/// <summary>The bytes of a document, and the URL that they came from, if they came from one.</summary>
internal readonly record struct RawDocument(ReadOnlyMemory<byte> Content, Uri? Url);
