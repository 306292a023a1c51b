using System.Xml.Linq;

namespace Versori.Connectors.Generation.Sources;

/// <summary>An operation with its binding.</summary>
/// <param name="Operation">The operation of the port type.</param>
/// <param name="Bound">The operation of the binding.</param>
/// <param name="Soap">The namespace of the SOAP binding.</param>
/// <param name="IsRpc">Whether the style is <c>rpc</c> and not <c>document</c>.</param>
/// <param name="Name">The name.</param>
internal sealed record WsdlRequest(XElement Operation, XElement Bound, XNamespace Soap, bool IsRpc, string Name);
