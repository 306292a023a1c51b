using Versori.Connectors.Generation.OpenApi;

namespace Versori.Connectors.Generation.Sources;

/// <summary>A kind of document from which connectors are created. Implementations have no state.</summary>
internal interface ISourceKind
{
    /// <summary>What a document of this kind is called, with its article, such as <c>an OpenAPI document</c>.</summary>
    string Name { get; }

    /// <summary>
    /// Whether a document is of this kind, from its format and its outermost members or elements only.
    /// </summary>
    /// <exception cref="ConnectorException">The document is JSON and cannot be parsed.</exception>
    bool Matches(SourceDocument document);

    /// <summary>Converts a document to a definition.</summary>
    /// <exception cref="ConnectorException">
    /// <see cref="ConnectorErrorCode.InvalidDocument"/>: the document cannot be read. The error has the place.
    /// </exception>
    Task<ImportResult> ReadAsync(SourceDocument document, ImportRequest request);
}
