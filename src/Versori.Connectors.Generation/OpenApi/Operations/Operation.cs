namespace Versori.Connectors.Generation.OpenApi;

/// <summary>An operation of the document, before it is an endpoint.</summary>
/// <param name="Method">The HTTP method, in capitals.</param>
/// <param name="Path">The path, as it is written.</param>
/// <param name="PathItem">The path item it stands in.</param>
/// <param name="Node">The operation.</param>
internal sealed record Operation(string Method, string Path, Node PathItem, Node Node);
