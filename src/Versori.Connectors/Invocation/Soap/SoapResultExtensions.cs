using System.Xml.Linq;
using Versori.Connectors.Invocation;

namespace Versori.Connectors;

/// <summary>Reads the results of SOAP operations.</summary>
public static class SoapResultExtensions
{
    /// <summary>Returns the first element in the body of a SOAP envelope.</summary>
    /// <param name="result">The result of the call.</param>
    /// <exception cref="ConnectorException">
    /// The content is not a SOAP envelope with an element in its body. The code is
    /// <see cref="ConnectorErrorCode.InvalidResponse"/>.
    /// </exception>
    public static XElement ReadSoap(this InvocationResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        var root = result.ReadXml().Root!;
        var body = root.Elements().FirstOrDefault(element =>
            element.Name.LocalName == "Body" && SoapNames.IsEnvelope(element.Name.NamespaceName));
        return body?.Elements().FirstOrDefault() ?? throw new ConnectorException(new ConnectorError
        {
            Code = ConnectorErrorCode.InvalidResponse,
            Message = $"The response with status {result.StatusCode} is no SOAP envelope with an element in its body.",
        });
    }
}
