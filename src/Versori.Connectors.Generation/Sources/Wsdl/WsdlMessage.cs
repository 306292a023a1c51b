using System.Xml.Linq;

namespace Versori.Connectors.Generation.Sources;

/// <summary>The request of an operation.</summary>
/// <param name="Element">The element in the body of the envelope.</param>
/// <param name="Schema">The schema of its fields.</param>
/// <param name="IsRequired">Whether a field is required.</param>
/// <param name="HeaderParts">The fields that go into the header.</param>
internal sealed record WsdlMessage(
    XName Element, JsonSchema Schema, bool IsRequired, IReadOnlyList<SoapHeaderPart> HeaderParts);
