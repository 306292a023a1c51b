using System.Xml.Linq;

namespace Versori.Connectors.Generation.Sources;

/// <summary>Places in a WSDL document, for people: <c>/definitions/portType[Orders]/operation[Get]</c>.</summary>
internal static class WsdlPlace
{
    public static string Of(XElement element) => string.Concat(
        element.AncestorsAndSelf().Reverse().Select(one => (string?)one.Attribute("name") is { } name
            ? $"/{one.Name.LocalName}[{name}]"
            : $"/{one.Name.LocalName}"));
}
