namespace Versori.Connectors.Generation.OpenApi;

/// <summary>An operation of the document, before it is converted to an endpoint.</summary>
/// <param name="Method">The HTTP method in upper case.</param>
/// <param name="Path">The path as it is in the document.</param>
/// <param name="PathItem">The path item that contains it.</param>
/// <param name="Node">The operation.</param>
internal sealed record Operation(string Method, string Path, Node PathItem, Node Node);
