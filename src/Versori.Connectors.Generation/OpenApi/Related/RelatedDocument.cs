using Versori.Connectors.Generation.Reading;

namespace Versori.Connectors.Generation.OpenApi;

/// <summary>A document of a bundle.</summary>
/// <param name="Base">The URL against which its references are resolved (RFC 3986 §5.1).</param>
/// <param name="Prefix">The pointer of the document in the bundle; empty for the first.</param>
/// <param name="Parsed">The document.</param>
internal sealed record RelatedDocument(Uri Base, string Prefix, ParsedDocument Parsed);
