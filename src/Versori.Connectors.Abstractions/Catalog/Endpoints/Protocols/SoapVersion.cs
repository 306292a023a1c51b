using System.Text.Json.Serialization;
using Versori.Connectors.Serialization;

namespace Versori.Connectors;

/// <summary>The version of SOAP.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<SoapVersion>))]
public enum SoapVersion
{
    /// <summary>SOAP 1.1: <c>text/xml</c> and the <c>SOAPAction</c> header.</summary>
    Soap11,

    /// <summary>SOAP 1.2: <c>application/soap+xml</c>.</summary>
    Soap12,
}
