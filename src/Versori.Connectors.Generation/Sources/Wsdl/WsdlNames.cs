using System.Xml.Linq;

namespace Versori.Connectors.Generation.Sources;

/// <summary>The namespaces of WSDL 1.1, its bindings, and XML Schema.</summary>
internal static class WsdlNames
{
    public static readonly XNamespace Wsdl = "http://schemas.xmlsoap.org/wsdl/";

    public static readonly XNamespace Soap11 = "http://schemas.xmlsoap.org/wsdl/soap/";

    public static readonly XNamespace Soap12 = "http://schemas.xmlsoap.org/wsdl/soap12/";

    public static readonly XNamespace Xsd = "http://www.w3.org/2001/XMLSchema";

    /// <summary>Returns the expanded name of a QName in an attribute, or <see langword="null"/>.</summary>
    public static XName? Resolve(XElement element, string? qualified)
    {
        if (qualified?.Trim() is not { Length: > 0 } text) return null;
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var local = text[(colon + 1)..];
        if (!IsLocalName(local)) return null;
        if (colon < 0) return element.GetDefaultNamespace() + local;
        var prefix = text[..colon];
        return IsLocalName(prefix) && element.GetNamespaceOfPrefix(prefix) is { } space ? space + local : null;
    }

    /// <summary>Whether a text is a name without a prefix (Namespaces in XML §3).</summary>
    public static bool IsLocalName(string? text)
    {
        const int Maximum = 500;
        if (text is not { Length: > 0 and < Maximum }) return false;
        if (!System.Xml.XmlConvert.IsStartNCNameChar(text[0])) return false;
        foreach (var c in text)
        {
            if (!System.Xml.XmlConvert.IsNCNameChar(c)) return false;
        }

        return true;
    }
}
