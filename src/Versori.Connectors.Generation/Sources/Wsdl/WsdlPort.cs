using System.Xml.Linq;

namespace Versori.Connectors.Generation.Sources;

/// <summary>A port of a service: an address with a SOAP binding.</summary>
/// <param name="Service">The name of the service.</param>
/// <param name="Binding">The binding.</param>
/// <param name="Version">The version of SOAP.</param>
/// <param name="BaseUrl">The origin of the address, if it is not that of the connector.</param>
/// <param name="Path">The path of the address.</param>
internal sealed record WsdlPort(string Service, XElement Binding, SoapVersion Version, string? BaseUrl, string Path);
