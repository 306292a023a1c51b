using System.Xml.Linq;

namespace Versori.Connectors.Invocation;

/// <summary>The names of SOAP envelopes.</summary>
internal static class SoapNames
{
    /// <summary>SOAP 1.1 §4.1.</summary>
    public static readonly XNamespace Soap11 = "http://schemas.xmlsoap.org/soap/envelope/";

    /// <summary>SOAP 1.2 part 1 §5.1.</summary>
    public static readonly XNamespace Soap12 = "http://www.w3.org/2003/05/soap-envelope";

    /// <summary>XML Schema part 1 §2.6.</summary>
    public static readonly XNamespace Instance = "http://www.w3.org/2001/XMLSchema-instance";

    public static XNamespace Of(SoapVersion version) => version == SoapVersion.Soap12 ? Soap12 : Soap11;

    /// <summary>
    /// Whether a namespace is that of envelopes. A server can send the other version to report a mismatch.
    /// </summary>
    public static bool IsEnvelope(string name) => name == Soap11.NamespaceName || name == Soap12.NamespaceName;
}
